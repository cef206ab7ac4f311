import type { Core, URI, UserAgent } from 'sip.js';
import { cleanText } from '#shared/call/clean.ts';
import type { Clock } from '../ports.ts';
import { isLinkDown } from './unanswered.ts';

/** What the registrar said. `foreign`: where another device is bound to the same account, or null. */
export type RegistrarReply =
  | { readonly kind: 'bindings'; readonly ours: boolean; readonly expiresMs: number; readonly foreign: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'link-lost' };

/** Asked of the registrar, s. Asterisk's default; short enough that a dead seat is forgotten soon. */
const EXPIRES_S = 120;
/** SIP.js would wait 32 s (Timer F); on a WebSocket that is up an answer takes milliseconds. */
const ANSWER_WITHIN_MS = 8_000;

export type Registrar = {
  readonly register: () => Promise<RegistrarReply>;
  /** REGISTER without Contact: only asks which bindings there are. RFC 3261 §10.2.3. */
  readonly query: () => Promise<RegistrarReply>;
  readonly unregister: () => Promise<RegistrarReply>;
};

/**
 * REGISTER for one user agent, straight on SIP.js's core. Deviates: SIP.js's own Registerer is not used, because after a drop it stays
 * "waiting" for 32 s and must be thrown away (trap 6), it refreshes at 99 % (trap 10), and it cannot ask for the bindings.
 */
export function createRegistrar(userAgent: UserAgent, registrar: URI, clock: Clock): Registrar {
  const core = userAgent.userAgentCore;
  const ourUser = userAgent.contact.uri.user;
  const callId = `${userAgent.configuration.sipjsId}${userAgent.instanceId}`;
  let cseq = 0;
  let expiresS = EXPIRES_S;

  /** `contactExpiresS`: null asks only. */
  function send(contactExpiresS: number | null): Promise<RegistrarReply> {
    const to = userAgent.configuration.uri;
    cseq += 1;
    const headers = [`Allow: ${'ACK,CANCEL,INVITE,MESSAGE,BYE,OPTIONS,INFO,NOTIFY,REFER'}`];
    if (contactExpiresS !== null) {
      headers.push(`Contact: ${userAgent.contact.toString({ register: true })};expires=${contactExpiresS}`);
      headers.push(`Expires: ${contactExpiresS}`);
    }
    const message = core.makeOutgoingRequestMessage('REGISTER', registrar, to, to, { callId, cseq }, headers);
    return new Promise((resolve) => {
      const limit = clock.after(ANSWER_WITHIN_MS, () => resolve({ kind: 'no-answer' }));
      const settle = (reply: RegistrarReply) => {
        limit();
        // An answered challenge used up a number of its own.
        cseq = Math.max(cseq, message.cseq);
        resolve(reply);
      };
      core.register(message, {
        onAccept: ({ message: response }) => settle(bindingsOf(response, ourUser)),
        onRedirect: ({ message: response }) => settle(refusalOf(response)),
        onReject: ({ message: response }) => settle(refusalOf(response)),
      });
    });
  }

  return {
    register: async () => {
      const reply = await send(expiresS);
      if (reply.kind !== 'refused' || reply.status !== 423) return reply;
      // Interval Too Brief: the registrar names its own (RFC 3261 §10.2.8); `refusalOf` read it.
      expiresS = reply.retryAfterMs === null ? expiresS * 2 : reply.retryAfterMs / 1000;
      return send(expiresS);
    },
    query: () => send(null),
    unregister: () => send(0),
  };
}

function bindingsOf(response: Core.IncomingResponseMessage, ourUser: string | undefined): RegistrarReply {
  const count = response.getHeaders('contact').length;
  let ours = false;
  let expiresMs = (Number(response.getHeader('expires')) || EXPIRES_S) * 1000;
  let foreign: string | null = null;
  for (let index = 0; index < count; index += 1) {
    const contact: unknown = response.parseHeader('contact', index);
    if (!isContact(contact)) continue;
    if (contact.uri.user === ourUser) {
      ours = true;
      expiresMs = (Number(contact.getParam('expires')) || expiresMs / 1000) * 1000;
    } else {
      foreign = cleanText(`${contact.uri.host}${contact.uri.port === undefined ? '' : `:${contact.uri.port}`}`, 80) || '?';
    }
  }
  return { kind: 'bindings', ours, expiresMs, foreign };
}

type Contact = {
  readonly uri: { readonly user: string | undefined; readonly host: string; readonly port: number | undefined };
  readonly getParam: (name: string) => unknown;
};
const isContact = (value: unknown): value is Contact =>
  typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'object' && 'getParam' in value;

function refusalOf(response: Core.IncomingResponseMessage): RegistrarReply {
  const status = response.statusCode ?? 500;
  if (isLinkDown(response)) return { kind: 'link-lost' };
  // SIP.js makes a bare 408 when its own timer runs out.
  if (status === 408 && response.data === undefined) return { kind: 'no-answer' };
  const seconds = Number.parseInt(response.getHeader(status === 423 ? 'min-expires' : 'retry-after') ?? '', 10);
  return {
    kind: 'refused',
    status,
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null,
  };
}
