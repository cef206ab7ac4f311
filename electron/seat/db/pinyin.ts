import { pinyin } from 'pinyin-pro';

/** Surnames whose reading as a surname pinyin-pro does not know, by their first letter (measured against a list of rare surnames). */
const rareSurnameInitials: Readonly<Record<string, string>> = { 黑: 'h', 宓: 'm', 种: 'c', 祭: 'z', 秘: 'b', 万俟: 'mq' };
const twoSignSurnames = new Set([
  '欧阳',
  '上官',
  '诸葛',
  '司马',
  '万俟',
  '尉迟',
  '令狐',
  '慕容',
  '司徒',
  '皇甫',
  '夏侯',
  '东方',
  '公孙',
  '长孙',
  '宇文',
]);

const rememberAtMost = 50_000;
const remembered = new Map<string, string>();

function firstLetters(signs: string, surname: 'head' | 'off'): string {
  const key = `${surname}${signs}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const letters = pinyin(signs, { pattern: 'first', toneType: 'none', type: 'array', surname, nonZh: 'consecutive' })
    .map((letter) => letter.slice(0, 1))
    .join('')
    .toLowerCase();
  if (remembered.size >= rememberAtMost) remembered.clear();
  remembered.set(key, letters);
  return letters;
}

/**
 * Initials of a Chinese name for search: 欧阳娜娜 → oynn, 单晓明 → sxm. Surname and given name are read apart: few of each are
 * different, so a million names cost little, and a surname is read as a surname.
 */
export function nameInitials(name: string): string {
  const cleaned = name.replace(/\s+/g, '');
  if (cleaned === '') return '';
  const surname = twoSignSurnames.has(cleaned.slice(0, 2)) && cleaned.length > 2 ? cleaned.slice(0, 2) : cleaned.slice(0, 1);
  const given = cleaned.slice(surname.length);
  const surnameLetters = rareSurnameInitials[surname] ?? firstLetters(surname, 'head');
  return surnameLetters + (given === '' ? '' : firstLetters(given, 'off'));
}
