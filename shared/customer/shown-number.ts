import { areaCodeOf } from './area-codes.ts';

/**
 * A normalised number the way people read it: 138 0000 5678, 010-6234 5678, 400-820-8820, +1 2133734253; short numbers as they
 * are. Masked: 138****5678, and the middle of any other long number covered. Takes what it does not know as it stands.
 */
export function shownNumber(number: string, options: { readonly masked?: boolean } = {}): string {
  return options.masked ? maskedNumber(number) : groupedNumber(number);
}

function groupedNumber(number: string): string {
  const mobile = /^86(1[3-9]\d)(\d{4})(\d{4})$/.exec(number);
  if (mobile) return `${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  const area = areaCodeOf(number);
  if (area) {
    const local = number.slice(1 + area.length);
    return `${area}-${local.slice(0, -4)} ${local.slice(-4)}`;
  }
  const free = /^([48]00)(\d{3})(\d{4})$/.exec(number);
  if (free) return `${free[1]}-${free[2]}-${free[3]}`;
  return isForeign(number) ? `+${number}` : number;
}

function maskedNumber(number: string): string {
  const mobile = /^86(1[3-9]\d)\d{4}(\d{4})$/.exec(number);
  if (mobile) return `${mobile[1]}****${mobile[2]}`;
  const area = areaCodeOf(number);
  if (area) return `${area}-****${number.slice(-4)}`;
  if (isForeign(number)) return `+${number.slice(0, 2)}****${number.slice(-4)}`;
  return number;
}

/** Ten digits and more that are neither Chinese nor a service number came from abroad. */
function isForeign(number: string): boolean {
  return /^\d{8,15}$/.test(number) && !/^(?:[48]00\d{7}|9[56]\d{3,11}|106\d{5,17})$/.test(number);
}

/** What to send to the PBX for a normalised number: national form inside China (0 and area), 00 before any other country. */
export function dialStringOf(number: string): string {
  if (/^861[3-9]\d{9}$/.test(number)) return number.slice(2);
  if (areaCodeOf(number)) return `0${number.slice(2)}`;
  return isForeign(number) ? `00${number}` : number;
}
