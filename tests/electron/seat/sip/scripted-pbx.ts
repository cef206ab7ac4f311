import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  headerOf,
  offerSdp,
  type ResponseOptions,
  readMessage,
  respond,
  type SipMessage,
  tagOf,
  uriOf,
  writeMessage,
} from './sip-text.ts';

export type Dialog = {
  readonly callId: string;
  readonly localTag: string;
  remoteTag: string;
  readonly local: string;
  readonly remote: string;
  target: string;
  cseq: number;
};

export type PbxOptions = {
  /** Asks for digest credentials with this password; null takes everybody. */
  readonly password?: string;
  /** Granted to every REGISTER, s. */
  readonly expiresS?: number;
};

type Handler = (request: SipMessage, reply: (status: number, reason: string, options?: ResponseOptions) => void) => void;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/**
 * A far side that does exactly what a test tells it: registrar and calls over a real WebSocket, SIP as plain text. What it does by
 * itself (answers to REGISTER, OPTIONS, BYE …) can be replaced method by method.
 */
export async function startScriptedPbx(options: PbxOptions = {}) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  const received: SipMessage[] = [];
  const watchers = new Set<() => void>();
  const handlers = new Map<string, Handler>();
  const bindings = new Map<string, string>();
  let socket: WebSocket | null = null;
  let count = 0;
  let connections = 0;
  let mute = false;
  let answerBindings = true;
  const raw = new Set<Duplex>();

  const token = (): string => {
    count += 1;
    return `${count}${Math.random().toString(36).slice(2, 8)}`;
  };
  const send = (text: string): void => {
    if (!mute) socket?.send(text);
  };

  server.on('connection', (connection, request) => {
    socket = connection;
    connections += 1;
    raw.add(request.socket);
    connection.on('message', (data) => {
      if (mute) return;
      const message = readMessage(String(data));
      received.push(message);
      if (message.status === null) handle(message);
      for (const watch of watchers) watch();
    });
  });

  function handle(request: SipMessage): void {
    const reply = (status: number, reason: string, more: ResponseOptions = {}) =>
      send(respond(request, status, reason, { toTag: `pbx${count}`, ...more }));
    const handler = handlers.get(request.method);
    if (handler !== undefined) handler(request, reply);
    else if (request.method === 'REGISTER') register(request, reply);
    else if (request.method === 'INVITE') answer(request);
    else if (request.method !== 'ACK') reply(200, 'OK');
  }

  function isAuthorised(request: SipMessage): boolean {
    if (options.password === undefined) return true;
    const header = headerOf(request, 'authorization');
    if (header === null) return false;
    const field = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(header)?.[1] ?? '';
    const ha1 = md5(`${field('username')}:test:${options.password}`);
    const ha2 = md5(`${request.method}:${field('uri')}`);
    return field('response') === md5(`${ha1}:n0nce:${ha2}`);
  }

  function register(request: SipMessage, reply: (status: number, reason: string, more?: ResponseOptions) => void): void {
    if (!isAuthorised(request)) {
      reply(401, 'Unauthorized', { headers: ['WWW-Authenticate: Digest realm="test", nonce="n0nce", algorithm=MD5'] });
      return;
    }
    const contact = headerOf(request, 'contact');
    if (contact !== null) {
      const uri = uriOf(contact);
      bindings.clear();
      if (!/expires=0\b/.test(contact)) bindings.set(uri, contact);
    }
    const headers = answerBindings
      ? [...bindings.keys()].map((uri) => `Contact: <${uri}>;expires=${options.expiresS ?? 120}`)
      : [];
    reply(200, 'OK', { headers });
  }

  /** Answers an INVITE (new or within a call) at once; the default. */
  function answer(request: SipMessage, body = answerTo(request)): string {
    const toTag = `pbx${token()}`;
    send(respond(request, 200, 'OK', { toTag, body, headers: ['Contact: <sip:pbx@127.0.0.1;transport=ws>'] }));
    return toTag;
  }

  const answerTo = (request: SipMessage): string =>
    offerSdp(/^a=sendonly/m.test(request.body) ? 'recvonly' : 'sendrecv').replace('actpass', 'active');

  const until = <T>(find: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = find();
        if (found === undefined) return false;
        watchers.delete(look);
        clearTimeout(limit);
        resolve(found);
        return true;
      };
      const limit = setTimeout(() => {
        watchers.delete(look);
        reject(
          new Error(`the far side never saw ${what}; it saw: ${received.map((one) => one.firstLine.slice(0, 60)).join(' | ')}`),
        );
      }, 5_000);
      if (!look()) watchers.add(look);
    });

  function request(dialog: Dialog, method: string, headers: readonly string[] = [], body = '', contentType?: string): string {
    dialog.cseq += 1;
    const text = writeMessage(
      `${method} ${dialog.target} SIP/2.0`,
      [
        `Via: SIP/2.0/WS pbx.invalid;branch=z9hG4bK${token()}`,
        'Max-Forwards: 70',
        `From: ${dialog.local};tag=${dialog.localTag}`,
        `To: ${dialog.remote}${dialog.remoteTag === '' ? '' : `;tag=${dialog.remoteTag}`}`,
        `Call-ID: ${dialog.callId}`,
        `CSeq: ${dialog.cseq} ${method}`,
        'Contact: <sip:pbx@127.0.0.1;transport=ws>',
        ...headers,
      ],
      body,
      contentType,
    );
    send(text);
    return text;
  }

  return {
    url: `ws://127.0.0.1:${address.port}/ws`,
    port: address.port,
    received,
    bindings,
    send,
    respond: (message: SipMessage, status: number, reason: string, more: ResponseOptions = {}) =>
      send(respond(message, status, reason, more)),
    answer,
    on: (method: string, handler: Handler | null) => {
      if (handler === null) handlers.delete(method);
      else handlers.set(method, handler);
    },
    /** The first message from `from` on that fits. */
    saw: (what: string, fits: (message: SipMessage) => boolean, from = 0): Promise<SipMessage> =>
      until(() => received.slice(from).find(fits), what),
    sawRequest: (method: string, from = 0) =>
      until(() => received.slice(from).find((one) => one.status === null && one.method === method), method),
    sawStatus: (method: string, status: number, from = 0) =>
      until(() => received.slice(from).find((one) => one.status === status && one.method === method), `${status} to ${method}`),
    count: (method: string): number => received.filter((one) => one.status === null && one.method === method).length,

    /** Rings the seat; the dialog's remote tag is known when it answers. */
    invite: (
      headers: readonly string[] = [],
      from = '"Wang Xiulan" <sip:13800005678@pbx.test>',
      body = offerSdp(),
    ): { dialog: Dialog; text: string } => {
      const dialog: Dialog = {
        callId: `call-${token()}`,
        localTag: `far${token()}`,
        remoteTag: '',
        local: from,
        remote: '<sip:1001@pbx.test>',
        target: [...bindings.keys()][0] ?? 'sip:1001@pbx.test',
        cseq: 0,
      };
      return { dialog, text: request(dialog, 'INVITE', headers, body) };
    },
    /** Completes a dialog with the 200 that the seat sent, and acknowledges it. */
    acknowledge: (dialog: Dialog, accepted: SipMessage): void => {
      dialog.remoteTag = tagOf(headerOf(accepted, 'to')) ?? '';
      dialog.target = uriOf(headerOf(accepted, 'contact'));
      const cseq = dialog.cseq;
      dialog.cseq -= 1;
      request(dialog, 'ACK');
      dialog.cseq = cseq;
    },
    /** The dialog of a call that the seat placed, as the far side sees it. */
    dialogOf: (invite: SipMessage, toTag: string): Dialog => ({
      callId: headerOf(invite, 'call-id') ?? '',
      localTag: toTag,
      remoteTag: tagOf(headerOf(invite, 'from')) ?? '',
      local: (headerOf(invite, 'to') ?? '').replace(/;tag=.*/, ''),
      remote: (headerOf(invite, 'from') ?? '').replace(/;tag=.*/, ''),
      target: uriOf(headerOf(invite, 'contact')),
      cseq: 100,
    }),
    request,
    cancel: (text: string, headers: readonly string[] = []): void => {
      const invite = readMessage(text);
      const line = invite.firstLine.replace(/^INVITE/, 'CANCEL');
      const cseq = (headerOf(invite, 'cseq') ?? '').replace('INVITE', 'CANCEL');
      send(
        writeMessage(line, [
          `Via: ${headerOf(invite, 'via')}`,
          'Max-Forwards: 70',
          `From: ${headerOf(invite, 'from')}`,
          `To: ${headerOf(invite, 'to')}`,
          `Call-ID: ${headerOf(invite, 'call-id')}`,
          `CSeq: ${cseq}`,
          ...headers,
        ]),
      );
    },
    /** Breaks the TCP connection without a word. */
    cut: (): void => socket?.terminate(),
    /** A half-open link: nothing is answered any more, not even pings, but the connection stays. */
    freeze: (frozen: boolean): void => {
      mute = frozen;
      for (const stream of raw)
        if (frozen) stream.pause();
        else stream.resume();
    },
    /** How many were opened since the start. */
    connections: (): number => connections,
    isConnected: (): boolean => socket !== null && socket.readyState === socket.OPEN,
    hideBindings: (hidden: boolean): void => {
      answerBindings = !hidden;
    },
    close: async (): Promise<void> => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ScriptedPbx = Awaited<ReturnType<typeof startScriptedPbx>>;
