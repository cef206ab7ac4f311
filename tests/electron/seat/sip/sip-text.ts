/** The little of SIP that a scripted far side needs: reading and writing messages as text, nothing of SIP.js. */
export type SipMessage = {
  readonly firstLine: string;
  /** Request method, or the method of the CSeq for a response. */
  readonly method: string;
  readonly status: number | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly raw: string;
};

const long: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  c: 'content-type',
  l: 'content-length',
};

export function readMessage(raw: string): SipMessage {
  const split = raw.indexOf('\r\n\r\n');
  const [firstLine = '', ...lines] = raw.slice(0, split).split('\r\n');
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    return [long[name] ?? name, line.slice(colon + 1).trim()];
  });
  const status = /^SIP\/2\.0 (\d{3})/.exec(firstLine)?.[1];
  const cseq = headers.find(([name]) => name === 'cseq')?.[1] ?? '';
  return {
    firstLine,
    method: status === undefined ? (firstLine.split(' ')[0] ?? '') : (cseq.split(' ')[1] ?? ''),
    status: status === undefined ? null : Number(status),
    headers,
    body: raw.slice(split + 4),
    raw,
  };
}

export const headerOf = (message: SipMessage, name: string): string | null =>
  message.headers.find(([key]) => key === name.toLowerCase())?.[1] ?? null;
export const headersOf = (message: SipMessage, name: string): readonly string[] =>
  message.headers.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value);
export const tagOf = (header: string | null): string | null => /;\s*tag=([^;>\s]+)/.exec(header ?? '')?.[1] ?? null;
export const uriOf = (header: string | null): string => /<([^>]+)>/.exec(header ?? '')?.[1] ?? (header ?? '').split(';')[0] ?? '';

export function writeMessage(firstLine: string, headers: readonly string[], body = '', contentType = 'application/sdp'): string {
  const length = new TextEncoder().encode(body).length;
  return [
    firstLine,
    ...headers,
    ...(body === '' ? [] : [`Content-Type: ${contentType}`]),
    `Content-Length: ${length}`,
    '',
    body,
  ].join('\r\n');
}

export type ResponseOptions = {
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly toTag?: string;
  readonly contentType?: string;
};

/** A response to `request`, with the headers that RFC 3261 §8.2.6.2 wants copied. */
export function respond(request: SipMessage, status: number, reason: string, options: ResponseOptions = {}): string {
  const to = headerOf(request, 'to') ?? '';
  const tagged = tagOf(to) === null && options.toTag !== undefined ? `${to};tag=${options.toTag}` : to;
  return writeMessage(
    `SIP/2.0 ${status} ${reason}`,
    [
      ...headersOf(request, 'via').map((via) => `Via: ${via}`),
      `From: ${headerOf(request, 'from')}`,
      `To: ${tagged}`,
      `Call-ID: ${headerOf(request, 'call-id')}`,
      `CSeq: ${headerOf(request, 'cseq')}`,
      ...(options.headers ?? []),
    ],
    options.body,
    options.contentType,
  );
}

export const offerSdp = (direction = 'sendrecv', session = 1): string =>
  [
    'v=0',
    `o=- ${session} ${session} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'm=audio 40000 UDP/TLS/RTP/SAVPF 0 101',
    'c=IN IP4 127.0.0.1',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=setup:actpass',
    `a=${direction}`,
    '',
  ].join('\r\n');
