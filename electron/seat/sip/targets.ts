import { Grammar, URI, UserAgent } from 'sip.js';
import { isDialString } from '#shared/call/clean.ts';
import type { SipAccount } from '#shared/sync/wire.ts';

/** Host and port of the account's domain, or null when it is none. */
export function domainOf(
  account: Pick<SipAccount, 'domain'>,
): { readonly host: string; readonly port: number | undefined } | null {
  const uri = UserAgent.makeURI(`sip:x@${account.domain}`);
  return uri === undefined ? null : { host: uri.host, port: uri.port };
}

/**
 * The Request-URI of a number at the account's PBX; null when it is no dial string. Built from its parts, because `#` is not allowed in
 * a user and a URI parsed from text would be none at all; SIP.js escapes it when it writes (trap 8; RFC 3261 §25.1 user).
 */
export function targetOf(account: Pick<SipAccount, 'domain'>, number: string): URI | null {
  const domain = domainOf(account);
  if (domain === null || !isDialString(number)) return null;
  return new URI('sip', number, domain.host, domain.port);
}

/** The registrar: the domain without a user. RFC 3261 §10.2. */
export function registrarOf(account: Pick<SipAccount, 'domain'>): URI | null {
  const domain = domainOf(account);
  return domain === null ? null : new URI('sip', '', domain.host, domain.port);
}

/** Our address of record. */
export function addressOf(account: Pick<SipAccount, 'domain' | 'user'>): URI | null {
  const domain = domainOf(account);
  if (domain === null || !/^[A-Za-z0-9+._~!*'()&=$,;?/-]{1,64}$/.test(account.user)) return null;
  return new URI('sip', account.user, domain.host, domain.port);
}

/** A URI from text that came from outside; null when it is none. Never throws. */
export function parseUri(text: string): URI | null {
  const parsed: unknown = Grammar.URIParse(text);
  return parsed instanceof URI ? parsed : null;
}
