import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ok, type Result, refuse } from '#shared/result.ts';
import { isAreaCode } from './area-codes.ts';

/**
 * What kind of number it is. `service`: 95xxx, 10xxx, 12345, 400/800 …, as dialled. `internal`: three to five digits of the PBX.
 * `code`: star codes of the PBX, such as *97.
 */
export type PhoneKind = 'mobile' | 'landline' | 'service' | 'emergency' | 'internal' | 'foreign' | 'code';

export type Phone = {
  /** E.164 digits without '+'; service, emergency, internal numbers and star codes as dialled. */
  readonly number: string;
  readonly kind: PhoneKind;
  /** 转: what to key in once the far side has answered. */
  readonly extension: string | null;
};

/** withheld: the caller hides the number. unknown-number: digits that no rule of the numbering plan fits. */
export type PhoneRefusal = 'empty' | 'withheld' | 'not-a-number' | 'too-short' | 'too-long' | 'unknown-number';

/** areaCode of the seat with its 0 (010, 0571), for local numbers; countryCode without '+'. */
export type PhonePlan = { readonly areaCode: string; readonly countryCode: string };

export const defaultPhonePlan: PhonePlan = { areaCode: '010', countryCode: '86' };

const emergency = new Set(['110', '119', '120', '122']);
const withheldNames = new Set(['anonymous', 'unknown', 'restricted', 'private', 'unavailable', 'withheld', '匿名', '未知']);
/** Prefixes of cheap long-distance carriers that callers still keep in their address books. */
const carrierPrefix = /^(?:179(?:0[0189]|1[01]|31|51|69)|12593|12520|10193)(?=0?1[3-9]\d{9}$|0\d{9,11}$|00\d{7,})/;
const mobile = /^1[3-9]\d{9}$/;
const subscriber = /^[2-8]\d{6,7}$/;
const tollFree = /^[48]00\d{7}$/;

/** The numbers that are dialled as they stand in all of China; anything else of 3 to 5 digits is an extension of the PBX. */
const serviceRules: readonly RegExp[] = [
  /^95\d{3}$/, // banks, insurers, carriers' customers
  /^95\d{6,11}$/, // 950xx–957xx with what follows
  /^96\d{3,4}$/, // services of a province
  /^10\d{3}$/, // carriers: 10000, 10010, 10086, 10099
  /^106\d{5,17}$/, // short messages of companies
  /^1(?:16|18)\d{3}$/, // 116114, 118100
  /^12\d{3}$/, // 12306, 12315, 12345
  /^11[0-9]$/,
  /^12[0-9]$/,
];

const separators = /[\s\-‐-―−()[\].·/_]/g;
const extensionMark = /(?:转分机|分机|转接|转|;ext=|ext\.?|extn\.?|,|;|x)/i;
/** 010-62345678-8001 and 400-820-8820-1: the last group after a complete number is an extension. */
const dashedExtension = /^(0\d{2,3}-?[2-8]\d{6,7}|[2-8]\d{6,7}|[48]00-?\d{3}-?\d{4})-(\d{1,6})$/;

/**
 * A number as somebody typed it, pasted it or as the PBX sent it, in one canonical form. Own rules for China (service numbers,
 * area codes, extensions), libphonenumber for the rest of the world; neither dials nor looks anything up.
 */
export function normalisePhone(input: string, plan: PhonePlan = defaultPhonePlan): Result<Phone, PhoneRefusal> {
  const text = toHalfWidth(input).trim();
  if (text === '') return refuse('empty');
  if (text.length > 64) return refuse('too-long');
  if (withheldNames.has(text.toLowerCase())) return refuse('withheld');
  if (/^[*#][\d*#]{1,15}$/.test(text)) return ok({ number: text, kind: 'code', extension: null });

  const split = splitExtension(text);
  if (split === null) return refuse('not-a-number');
  const compact = split.main.replace(separators, '');
  if (!/^\+?\d+$/.test(compact)) return refuse('not-a-number');
  const found = classify(compact, plan);
  if (!found.ok) return found;
  return ok({ ...found.value, extension: split.extension });
}

function toHalfWidth(text: string): string {
  let plain = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xff01 && code <= 0xff5e) plain += String.fromCodePoint(code - 0xfee0);
    // Invisible marks that come along when a number is copied from a web page or a chat.
    else if ((code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || code === 0x2060 || code === 0xfeff)
      continue;
    else plain += code === 0x3000 ? ' ' : character;
  }
  return plain;
}

function splitExtension(text: string): { main: string; extension: string | null } | null {
  const bare = text.replace(/^tel:/i, '');
  const mark = extensionMark.exec(bare);
  if (mark) {
    const extension = bare.slice(mark.index + mark[0].length).replace(separators, '');
    if (!/^\d{1,6}$/.test(extension)) return null;
    return { main: bare.slice(0, mark.index), extension };
  }
  const dashed = dashedExtension.exec(bare.replace(/[‐-―−]/g, '-').replace(/\s+/g, ''));
  const [, main, extension] = dashed ?? [];
  if (main !== undefined && extension !== undefined) return { main, extension };
  return { main: bare, extension: null };
}

type Classified = Result<{ number: string; kind: PhoneKind }, PhoneRefusal>;

function classify(compact: string, plan: PhonePlan): Classified {
  if (compact.startsWith('+')) return international(compact.slice(1));
  const digits = compact.replace(carrierPrefix, '');
  if (emergency.has(digits)) return ok({ number: digits, kind: 'emergency' });
  if (digits.startsWith('00')) return international(digits.slice(2));
  if (plan.countryCode !== '86') return elsewhere(digits, plan.countryCode);
  return inChina(digits, plan.areaCode);
}

/** Digits after '+' or 00. */
function international(digits: string): Classified {
  if (digits.startsWith('86')) {
    const national = nationalOfChina(digits.slice(2).replace(/^0/, ''));
    if (national) return ok(national);
    return refuse(digits.length < 10 ? 'too-short' : digits.length > 14 ? 'too-long' : 'unknown-number');
  }
  if (digits.length < 7) return refuse('too-short');
  // E.164: at most fifteen digits.
  if (digits.length > 15) return refuse('too-long');
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed?.isPossible()) return refuse('unknown-number');
  return ok({ number: parsed.number.slice(1), kind: 'foreign' });
}

/** Without the country code and without the trunk 0. */
function nationalOfChina(national: string): { number: string; kind: PhoneKind } | null {
  if (mobile.test(national)) return { number: `86${national}`, kind: 'mobile' };
  if (tollFree.test(national) || /^95\d{3,11}$/.test(national)) return { number: national, kind: 'service' };
  for (const length of [2, 3]) {
    const local = national.slice(length);
    if (!isAreaCode(`0${national.slice(0, length)}`)) continue;
    if (length === 2 ? /^[2-8]\d{7}$/.test(local) : subscriber.test(local)) return { number: `86${national}`, kind: 'landline' };
    // 010-12345 and 021-95588: a service number reached through its city.
    if (/^(?:95\d{3}|96\d{3,4}|12\d{3}|10\d{3}|11[0-9]|12[0-9])$/.test(local)) {
      return emergency.has(local) ? { number: local, kind: 'emergency' } : { number: local, kind: 'service' };
    }
  }
  return null;
}

function inChina(digits: string, areaCode: string): Classified {
  if (mobile.test(digits)) return ok({ number: `86${digits}`, kind: 'mobile' });
  if (tollFree.test(digits) || serviceRules.some((rule) => rule.test(digits))) return ok({ number: digits, kind: 'service' });
  if (/^\d{3,5}$/.test(digits) && !digits.startsWith('0')) return ok({ number: digits, kind: 'internal' });
  if (digits.startsWith('0')) {
    const national = nationalOfChina(digits.slice(1));
    if (national) return ok(national);
  } else if (subscriber.test(digits)) {
    const local = nationalOfChina(areaCode.replace(/^0/, '') + digits);
    if (local) return ok(local);
  } else if (digits.startsWith('86') && digits.length >= 11) {
    // Trunks that send E.164 without '+'.
    const national = nationalOfChina(digits.slice(2));
    if (national) return ok(national);
  }
  if (digits.length < 3) return refuse('too-short');
  return refuse(digits.length > 15 ? 'too-long' : 'unknown-number');
}

function elsewhere(digits: string, countryCode: string): Classified {
  if (/^\d{3,5}$/.test(digits)) return ok({ number: digits, kind: 'internal' });
  if (digits.length < 3) return refuse('too-short');
  if (digits.length > 15) return refuse('too-long');
  const parsed = parsePhoneNumberFromString(digits, { defaultCallingCode: countryCode });
  if (!parsed?.isPossible()) return refuse('unknown-number');
  return ok({ number: parsed.number.slice(1), kind: 'foreign' });
}
