/** Marks a response that the PBX never sent: the link broke before it could. */
const LOCAL_MARK = 'X-Ninhao-Local';

const header = (message: string, name: string): string | null =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(message.slice(0, message.indexOf('\r\n\r\n') + 2))?.[1]?.trim() ?? null;

const keyOf = (message: string): string | null => {
  const via = header(message, 'Via') ?? header(message, 'v');
  const branch = via === null ? null : (/;\s*branch=([^;,\s]+)/i.exec(via)?.[1] ?? null);
  const method = /\s([A-Z]+)$/.exec(header(message, 'CSeq') ?? '')?.[1];
  return branch === null || method === undefined ? null : `${branch} ${method}`;
};

/**
 * Did this refusal come from our own end? Either we made it below, or SIP.js did when the socket would not take the message
 * (a bare 503 without any text behind it).
 */
export const isLinkDown = (response: {
  readonly statusCode: number | undefined;
  readonly data: string | undefined;
  readonly hasHeader: (name: string) => boolean;
}): boolean => response.hasHeader(LOCAL_MARK) || (response.statusCode === 503 && response.data === undefined);

/**
 * Requests on the wire that have no final response yet. SIP.js leaves them waiting for 32 s when the WebSocket breaks, and a re-INVITE
 * that waits blocks every later one of its session. When the link breaks each gets the 503 that RFC 3261 §8.1.3.1 prescribes for a
 * transport error, marked as ours.
 */
export function createUnanswered() {
  const waiting = new Map<string, string>();
  return {
    sent(message: string): void {
      if (message.startsWith('SIP/2.0 ') || message.startsWith('ACK ')) return;
      const key = keyOf(message);
      if (key !== null) waiting.set(key, message);
    },
    received(message: string): void {
      if (!/^SIP\/2\.0 [2-6]/.test(message)) return;
      const key = keyOf(message);
      if (key !== null) waiting.delete(key);
    },
    /** The responses to hand to SIP.js, oldest request first; nothing is waiting afterwards. */
    drain(): readonly string[] {
      const responses = [...waiting.values()].map((request) =>
        [
          'SIP/2.0 503 Link Down',
          `Via: ${header(request, 'Via')}`,
          `From: ${header(request, 'From')}`,
          `To: ${header(request, 'To')}`,
          `Call-ID: ${header(request, 'Call-ID')}`,
          `CSeq: ${header(request, 'CSeq')}`,
          `${LOCAL_MARK}: link-down`,
          'Content-Length: 0',
          '\r\n',
        ].join('\r\n'),
      );
      waiting.clear();
      return responses;
    },
    size: (): number => waiting.size,
  };
}
