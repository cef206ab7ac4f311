import { areaCodeOf, placeOfAreaCode } from './area-codes.ts';

type Named = { readonly zh: string; readonly en: string };

/** Who was first given the block of numbers; a ported number may have moved since, so it is only a hint. */
const carriers: readonly (readonly [prefix: RegExp, name: Named])[] = [
  [/^(?:13[4-9]|14[78]|15[0-27-9]|165|17[28]|18[2-478]|19[578])/, { zh: '移动', en: 'China Mobile' }],
  [/^(?:13[0-2]|14[56]|15[56]|16[67]|17[156]|18[56]|196)/, { zh: '联通', en: 'China Unicom' }],
  [/^(?:133|149|153|162|17[37]|18[019]|19[0139])/, { zh: '电信', en: 'China Telecom' }],
  [/^192/, { zh: '广电', en: 'China Broadnet' }],
];

/** Where a normalised number belongs: the city of a landline, the carrier of a mobile; null for what says nothing. */
export function regionOf(number: string, language: 'zh-CN' | 'en' = 'zh-CN'): string | null {
  const word = (named: Named): string => (language === 'en' ? named.en : named.zh);
  const mobile = /^86(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mobile !== undefined) {
    const carrier = carriers.find(([prefix]) => prefix.test(mobile))?.[1];
    const kind = word({ zh: '手机', en: 'Mobile' });
    return carrier ? `${kind} · ${word(carrier)}` : kind;
  }
  const area = areaCodeOf(number);
  if (area === null) return null;
  const place = placeOfAreaCode(area);
  return place ? word(place) : area;
}
