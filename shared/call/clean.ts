import type { Party } from './call.ts';

/** C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of text (a number read backwards is a lie). */
const hostile = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu;

/** One line of plain text of at most `limit` UTF-16 units. Markup stays what it is: text. Never cuts a character in half. */
export function cleanText(raw: unknown, limit: number): string {
  if (typeof raw !== 'string') return '';
  // A header may be 10 KB of spaces: look only at what could survive.
  const text = raw
    .slice(0, limit * 8)
    .replace(hostile, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return cut.replace(/[\ud800-\udbff]$/, '').trimEnd();
}

/** A number or SIP user as shown and dialled back: no blanks, at most 64. */
export function cleanNumber(raw: unknown): string {
  return cleanText(raw, 512).replace(/\s/g, '').slice(0, 64);
}

export function cleanParty(number: unknown, displayName: unknown): Party {
  const name = cleanText(displayName, 80);
  const clean = cleanNumber(number);
  return { number: clean, displayName: name === clean ? '' : name };
}

/** Seconds in a header as ms: whole, not negative, at most a day; anything else is 0. */
export function cleanSeconds(raw: unknown): number {
  if (typeof raw !== 'string' || !/^\s*\d{1,7}(\.\d{1,6})?\s*$/.test(raw)) return 0;
  return Math.min(Math.round(Number(raw) * 1000), 86_400_000);
}

/** Digits that a key pad can send: 0–9, *, #, A–D; others are dropped; at most 32. RFC 4733 §3.2. */
export function cleanDigits(raw: string): string {
  return raw
    .toUpperCase()
    .replace(/[^0-9*#A-D]/g, '')
    .slice(0, 32);
}

/** May this be put into a Request-URI as its user? Digits, letters and the marks of dial strings; nothing that could end the user part. */
export const isDialString = (number: string): boolean => /^[+*#0-9A-Za-z._-]{1,64}$/.test(number);
