import { EmitterImpl, type Transport, TransportState } from 'sip.js';
import type { WebSocket } from 'ws';

/** Our own user part; every request that arrives is for it, whatever number was dialled (that stays in To). */
export const FAR_SIDE_USER = 'practice';

export type SocketTransportOptions = {
  /** A message made SIP.js throw; it is dropped. */
  readonly onMalformed: (error: unknown) => void;
};

/**
 * The far end of a seat's WebSocket as SIP.js sees it (RFC 7118). The socket can be exchanged: when the seat's link was cut and is
 * there again, its dialogs go on. A class because SIP.js constructs it.
 */
export class SocketTransport implements Transport {
  readonly protocol = 'WS';
  readonly stateChange = new EmitterImpl<TransportState>();
  onConnect: (() => void) | undefined = undefined;
  onDisconnect: ((error?: Error) => void) | undefined = undefined;
  onMessage: ((message: string) => void) | undefined = undefined;

  readonly #options: SocketTransportOptions;
  #socket: WebSocket | null = null;

  constructor(_logger: unknown, options: SocketTransportOptions) {
    this.#options = options;
  }

  get state(): TransportState {
    return this.isConnected() ? TransportState.Connected : TransportState.Disconnected;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === 1;
  }

  /** Takes this socket instead of the one before, which is closed. */
  attach(socket: WebSocket): void {
    const before = this.#socket;
    this.#socket = socket;
    if (before && before !== socket) before.close();
  }

  receive(text: string): void {
    try {
      this.onMessage?.(toFarSide(text));
    } catch (error) {
      this.#options.onMalformed(error);
    }
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.#socket?.close();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  /** Rejects while the seat is away; SIP's own timers then decide. */
  send(message: string): Promise<void> {
    const socket = this.#socket;
    if (socket?.readyState !== 1) return Promise.reject(new Error('the seat is not connected'));
    return new Promise((resolve, reject) => socket.send(message, (error) => (error ? reject(error) : resolve())));
  }
}

/** SIP.js answers 404 to a Request-URI with another user than its own (RFC 3261 §8.2.2.1). */
function toFarSide(text: string): string {
  return text.replace(/^([A-Z]+) sips?:\S+ SIP\/2\.0/, `$1 sip:${FAR_SIDE_USER}@practice.invalid SIP/2.0`);
}
