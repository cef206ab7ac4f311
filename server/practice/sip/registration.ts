import type { Core } from 'sip.js';

/** What one REGISTER asks for (RFC 3261 §10.3). */
export type Registration =
  | { readonly kind: 'bind'; readonly user: string; readonly contactUri: string; readonly expiresSeconds: number }
  | { readonly kind: 'remove'; readonly user: string }
  | { readonly kind: 'query'; readonly user: string };

const DEFAULT_SECONDS = 300;
const LONGEST_SECONDS = 3600;

/** null when the message cannot be read. */
export function readRegistration(message: Core.IncomingRequestMessage): Registration | null {
  const user = message.to.uri.user;
  if (!user) return null;
  const contact = message.getHeader('contact');
  if (contact === undefined) return { kind: 'query', user };
  const contactUri = contact === '*' ? '' : (/<([^>]+)>/.exec(contact)?.[1] ?? contact.split(';')[0]?.trim());
  if (contactUri === undefined) return null;
  const asked = /;\s*expires\s*=\s*(\d+)/i.exec(contact)?.[1] ?? message.getHeader('expires');
  const seconds = asked === undefined || !/^\d+$/.test(asked) ? DEFAULT_SECONDS : Math.min(LONGEST_SECONDS, Number(asked));
  if (seconds === 0) return { kind: 'remove', user };
  return contactUri ? { kind: 'bind', user, contactUri, expiresSeconds: seconds } : null;
}

/** Who sends the first message of a socket: enough to find the seat's dialogs again after its link was cut. */
export function senderOf(text: string): { readonly user: string; readonly contactUri: string } | null {
  const from = /^(?:From|f)\s*:[^\r\n]*?sips?:([^@;>\s]+)@/im.exec(text)?.[1];
  const contact = /^(?:Contact|m)\s*:[^\r\n]*?(sips?:[^>;\s]+)/im.exec(text)?.[1];
  return from ? { user: from, contactUri: contact ?? '' } : null;
}
