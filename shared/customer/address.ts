import type { Customer } from './customer.ts';

type Named = Pick<Customer, 'name' | 'sex'>;

const doubleSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 ' +
    '南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰'
  ).split(' '),
);

const company = /公司|集团|中心|委员会|物业|学校|医院|酒店|饭店|商店|超市|厂$|局$|院$|店$|部$/;

/** The surname of a person's name: 欧阳修 → 欧阳, 王秀兰 → 王, 阿依古丽·买买提 → 阿依古丽, John Smith → Smith; null for a company. */
export function surnameOf(name: string): string | null {
  const text = name.trim();
  if (text === '' || company.test(text)) return null;
  if (/^[\p{Script=Han}·•]+$/u.test(text)) {
    const [first = '', ...rest] = text.split(/[·•]/);
    if (rest.length > 0) return first === '' ? null : first;
    const pair = text.slice(0, 2);
    // A name of four characters with an unknown pair in front is most likely a double name of a married woman: one character still.
    if (text.length >= 3 && doubleSurnames.has(pair)) return pair;
    return text.length <= 4 ? (Array.from(text)[0] ?? null) : null;
  }
  if (!/^\p{L}[\p{L}\s.'’-]*$/u.test(text)) return null;
  const words = text.split(/\s+/);
  return words.at(-1) ?? null;
}

/** 王女士, 欧阳先生; null when the sex or the surname is unknown, and then the caller is 您. */
export function honorificOf(customer: Named): string | null {
  const surname = surnameOf(customer.name);
  if (surname === null || customer.sex === 'unknown') return null;
  return surname + (customer.sex === 'f' ? '女士' : '先生');
}

/** How to speak to the caller in Chinese: 王女士, or 您. */
export function howToAddress(customer: Named): string {
  return honorificOf(customer) ?? '您';
}

/** Full years, from the year of birth alone: the age reached in the current year of the seat. */
export function ageInYear(birthYear: number | null, currentYear: number): number | null {
  if (birthYear === null) return null;
  const age = currentYear - birthYear;
  return age >= 0 && age <= 130 ? age : null;
}
