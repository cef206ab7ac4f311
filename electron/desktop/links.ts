import { numberFromLink } from '#shared/customer/phone-link.ts';

/** Schemes this program opens. electron-builder.yml registers the same ones with the installer. */
export const linkSchemes = ['tel', 'sip'] as const;

/** The first tel: or sip: link among the arguments of a start, or null. Whatever else stands there is not looked at. */
export function linkIn(argv: readonly string[]): string | null {
  return argv.find((argument) => /^(?:tel|sips?):/i.test(argument)) ?? null;
}

/** The number to ask about, or null for a link that names none. Nothing is ever dialled by a link itself. */
export function numberToAsk(link: string | null): string | null {
  if (link === null) return null;
  const number = numberFromLink(link);
  return number.ok ? number.value : null;
}
