import { ok, type Result, refuse } from '#shared/result.ts';

/**
 * The number inside a tel: (RFC 3966) or sip: (RFC 3261 §19.1) link, as text for the dial box. Whatever else such a link carries
 * (headers, passwords, parameters) is dropped, and nothing that is not a dial string gets through: links come from any web page.
 */
export function numberFromLink(link: string): Result<string, 'bad-address'> {
  if (link.length > 256) return refuse('bad-address');
  const parts = /^(tel|sips?|callto):(?:\/\/)?([^?]*)/i.exec(link.trim());
  if (!parts) return refuse('bad-address');
  let body: string;
  try {
    body = decodeURIComponent(parts[2] ?? '');
  } catch {
    return refuse('bad-address', 'not percent-encoded');
  }
  const extension = /;ext=(\d{1,6})(?:;|$)/i.exec(body)?.[1];
  const user = (body.split(';')[0] ?? '').split('@')[0]?.split(':')[0] ?? '';
  const number = user.trim();
  if (!/^[+*#]?[\d\s\-().*#]{1,40}$/.test(number) || !/\d/.test(number)) return refuse('bad-address');
  return ok(extension === undefined ? number : `${number}转${extension}`);
}
