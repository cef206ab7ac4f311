import tls from 'node:tls';
import { EmitterImpl, type Transport, TransportState } from 'sip.js';
import { WebSocket } from 'ws';
import type { LineTrouble } from '#shared/call/line.ts';
import type { Clock } from '../ports.ts';
import { troubleOfSocket } from './trouble.ts';
import { createUnanswered } from './unanswered.ts';

/** Silence on a broken path is noticed after at most PING_EVERY_MS + PONG_WITHIN_MS. */
const PING_EVERY_MS = 2_000;
const PONG_WITHIN_MS = 1_500;
const CONNECT_WITHIN_MS = 4_000;
/** A SIP message of a PBX has a few KB; a megabyte is an attack or a mistake. */
const MAX_MESSAGE_BYTES = 1_048_576;

export type WsTransportOptions = {
  readonly url: string;
  readonly trustedCa: string | null;
  readonly clock: Clock;
  /** The connection could not be opened, or was lost. */
  readonly onTrouble: (trouble: LineTrouble) => void;
  /** A message made SIP.js throw (trap 8). */
  readonly onMalformed: (error: unknown) => void;
};

/**
 * SIP over WebSocket (RFC 7118) for SIP.js, on the `ws` package: pings, a private certificate authority, and real reasons when it
 * fails. One object per user agent; `connect` may be called again after every loss. A class because SIP.js constructs it.
 */
export class WsTransport implements Transport {
  readonly stateChange = new EmitterImpl<TransportState>();
  readonly protocol: string;
  onConnect: (() => void) | undefined = undefined;
  onDisconnect: ((error?: Error) => void) | undefined = undefined;
  onMessage: ((message: string) => void) | undefined = undefined;

  readonly #options: WsTransportOptions;
  readonly #unanswered = createUnanswered();
  #state: TransportState = TransportState.Disconnected;
  #socket: WebSocket | null = null;
  #stopPings: () => void = () => undefined;

  constructor(_logger: unknown, options: WsTransportOptions) {
    this.#options = options;
    this.protocol = options.url.startsWith('wss:') ? 'WSS' : 'WS';
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  /** Rejects with the socket's error; `onTrouble` has been told why by then. */
  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve();
    this.#drop();
    this.#move(TransportState.Connecting);
    return new Promise((resolve, reject) => {
      const socket = this.#open(reject);
      if (socket === null) return;
      this.#socket = socket;
      let opened = false;
      let failure: Error | null = null;
      socket.on('open', () => {
        if (socket !== this.#socket) return;
        opened = true;
        this.#move(TransportState.Connected);
        this.#startPings(socket);
        this.onConnect?.();
        resolve();
      });
      socket.on('message', (data, isBinary) => {
        if (socket === this.#socket) this.#receive(isBinary || Buffer.isBuffer(data) ? String(data) : '');
      });
      socket.on('error', (error) => {
        failure = error;
      });
      socket.on('close', () => {
        const error = failure ?? new Error('closed');
        if (!opened) reject(error);
        if (socket === this.#socket) this.#lost(opened ? 'dropped' : troubleOfSocket(error), error);
      });
    });
  }

  disconnect(): Promise<void> {
    const socket = this.#socket;
    if (socket !== null) this.#lost(null, undefined);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  /** Rejects when not connected: SIP.js turns that into its own 503. */
  send(message: string): Promise<void> {
    const socket = this.#socket;
    if (socket === null || !this.isConnected()) return Promise.reject(new Error('not connected'));
    this.#unanswered.sent(message);
    socket.send(message);
    return Promise.resolve();
  }

  /** The far side stopped answering on a higher layer: give this connection up as if it had broken. */
  abandon(trouble: LineTrouble): void {
    if (this.#socket !== null) this.#lost(trouble, new Error(trouble));
  }

  #open(reject: (error: Error) => void): WebSocket | null {
    try {
      const ca = this.#options.trustedCa;
      return new WebSocket(this.#options.url, 'sip', {
        handshakeTimeout: CONNECT_WITHIN_MS,
        maxPayload: MAX_MESSAGE_BYTES,
        perMessageDeflate: false,
        // One message a turn: an ACK and a re-INVITE in one segment would find SIP.js still "processing" the ACK and be refused with 500.
        allowSynchronousEvents: false,
        ...(ca === null ? {} : { ca: [...tls.getCACertificates('default'), ca] }),
      });
    } catch (error) {
      this.#move(TransportState.Disconnected);
      this.#options.onTrouble('not-a-sip-server');
      reject(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  #receive(message: string): void {
    // RFC 7118 §6: CRLF is a keep-alive.
    if (/^[\r\n]*$/.test(message)) return;
    this.#unanswered.received(message);
    this.#deliver(message);
  }

  #deliver(message: string): void {
    try {
      this.onMessage?.(message);
    } catch (error) {
      this.#options.onMalformed(error);
    }
  }

  #startPings(socket: WebSocket): void {
    const { clock } = this.#options;
    let cancel: () => void = () => undefined;
    const ping = () => {
      cancel = clock.after(PONG_WITHIN_MS, () => this.abandon('dropped'));
      socket.ping();
    };
    // Anything that arrives proves the path, not only the pong.
    const alive = () => {
      cancel();
      cancel = clock.after(PING_EVERY_MS, ping);
    };
    socket.on('pong', alive);
    socket.on('message', alive);
    alive();
    this.#stopPings = () => cancel();
  }

  #drop(): void {
    this.#stopPings();
    this.#stopPings = () => undefined;
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.removeAllListeners();
    // A socket that is still connecting reports its own abort as an error.
    socket.on('error', () => undefined);
    if (socket.readyState === WebSocket.OPEN) socket.close(1000);
    // A half-open peer never answers the closing handshake.
    const cancel = this.#options.clock.after(500, () => socket.terminate());
    socket.on('close', cancel);
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
  }

  #lost(trouble: LineTrouble | null, error: Error | undefined): void {
    const wasConnected = this.isConnected();
    this.#drop();
    this.#move(TransportState.Disconnected);
    if (wasConnected) {
      this.onDisconnect?.(error);
      for (const response of this.#unanswered.drain()) this.#deliver(response);
    }
    if (trouble !== null) this.#options.onTrouble(trouble);
  }

  #move(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.stateChange.emit(state);
  }
}
