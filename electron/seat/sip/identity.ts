import { Grammar } from 'sip.js';
import type { Call, Party } from '#shared/call/call.ts';
import { cleanNumber, cleanParty, cleanSeconds, cleanText } from '#shared/call/clean.ts';

/** What is read from a SIP message; SIP.js's incoming messages have this shape. */
export type Headers = {
  readonly getHeader: (name: string) => string | undefined;
  readonly getHeaders: (name: string) => string[];
  readonly from: { readonly uri: { readonly user: string | undefined }; readonly displayName: string };
  readonly to: { readonly uri: { readonly user: string | undefined } };
};

const decoded = (user: string | undefined): string => {
  if (user === undefined) return '';
  try {
    return decodeURIComponent(user);
  } catch {
    // A stray percent sign is the sender's: show what was sent.
    return user;
  }
};

/** First P-Asserted-Identity with a user part (RFC 3325 §9.1). SIP.js caches nothing of it that we could trust to be text. */
function asserted(message: Headers): Party | null {
  for (const header of message.getHeaders('P-Asserted-Identity').slice(0, 4)) {
    const tel = /<?tel:([^;>]+)/i.exec(header.slice(0, 600))?.[1];
    const name = Grammar.nameAddrHeaderParse(header.slice(0, 600));
    if (name !== undefined && name.uri.user !== undefined && name.uri.user !== '') {
      return cleanParty(decoded(name.uri.user), unquoted(name.displayName));
    }
    if (tel !== undefined) return cleanParty(decoded(tel), '');
  }
  return null;
}

/** SIP.js takes the outer quotes off but leaves quoted pairs as they were sent. RFC 3261 §25.1 quoted-pair. */
const unquoted = (name: string | undefined): string => (name ?? '').replace(/\\(.)/g, '$1');

/** The far side: the identity the PBX vouches for, else From. */
export function partyOf(message: Headers): Party {
  return asserted(message) ?? cleanParty(decoded(message.from.uri.user), unquoted(message.from.displayName));
}

/** The party after a change by the PBX (a transfer behind it); null when it says nothing. */
export const changedParty = (message: Headers): Party | null => asserted(message);

/** What the PBX tells of an incoming call: X- headers of `deploy/asterisk`, all optional and all untrusted. */
export function arrivalOf(message: Headers): Pick<Call, 'party' | 'dialled' | 'queue' | 'linkedId' | 'kind'> {
  const text = (name: string, limit: number): string | null => cleanText(message.getHeader(name), limit) || null;
  const queueName = text('X-Queue', 64);
  const kind = text('X-Call-Kind', 16)?.toLowerCase();
  const dialled = cleanNumber(message.getHeader('X-Dialled')) || cleanNumber(decoded(message.to.uri.user)) || null;
  return {
    party: partyOf(message),
    dialled,
    queue: queueName === null ? null : { name: queueName, waitedMs: cleanSeconds(message.getHeader('X-Queue-Wait')) },
    linkedId: text('X-Linked-Id', 128),
    kind: kind === 'queue' || (kind === undefined && queueName !== null) ? 'queue' : 'direct',
  };
}
