import { pinyin } from 'pinyin-pro';
import { surnameOf } from './address.ts';
import type { Customer } from './customer.ts';

/** Surnames that sound otherwise than the same character does in a sentence, and rare ones that pinyin-pro reads as words. */
const readings: Readonly<Record<string, string>> = {
  万俟: 'Moqi',
  尉迟: 'Yuchi',
  澹台: 'Tantai',
  长孙: 'Zhangsun',
  单: 'Shan',
  仇: 'Qiu',
  区: 'Ou',
  朴: 'Piao',
  解: 'Xie',
  查: 'Zha',
  曾: 'Zeng',
  盖: 'Ge',
  任: 'Ren',
  华: 'Hua',
  翟: 'Zhai',
  乐: 'Yue',
  员: 'Yun',
  黑: 'He',
  宓: 'Mi',
  种: 'Chong',
  祭: 'Zhai',
  秘: 'Bi',
  缪: 'Miao',
  逄: 'Pang',
  郗: 'Xi',
  隗: 'Wei',
  召: 'Shao',
  折: 'She',
  冼: 'Xian',
};

/** Ms. Wang, Mr. Ouyang, Mr. Smith; null when the sex or the surname is unknown. The English twin of honorificOf. */
export function honorificInEnglish(customer: Pick<Customer, 'name' | 'sex'>): string | null {
  const surname = surnameOf(customer.name);
  if (surname === null || customer.sex === 'unknown') return null;
  const title = customer.sex === 'f' ? 'Ms.' : 'Mr.';
  return `${title} ${spelled(surname)}`;
}

function spelled(surname: string): string {
  if (!/\p{Script=Han}/u.test(surname)) return surname;
  const known = readings[surname];
  if (known !== undefined) return known;
  const letters = pinyin(surname, { toneType: 'none', surname: 'head' }).replaceAll(/\s+/g, '');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}
