import {
  EmitterImpl,
  type Invitation,
  Inviter,
  type Session,
  type SessionDescriptionHandler,
  SessionState,
  type Transport,
  TransportState,
  URI,
  UserAgent,
} from 'sip.js';
import { arrivalOf } from './identity.ts';

/** A wire of memory between two user agents of this process. A class because SIP.js constructs it. */
class MemoryTransport implements Transport {
  readonly protocol = 'WS';
  readonly stateChange = new EmitterImpl<TransportState>();
  state = TransportState.Disconnected;
  onConnect: (() => void) | undefined = undefined;
  onDisconnect: ((error?: Error) => void) | undefined = undefined;
  onMessage: ((message: string) => void) | undefined = undefined;
  readonly #options: { readonly peer: () => MemoryTransport | null };

  constructor(_logger: unknown, options: { readonly peer: () => MemoryTransport | null }) {
    this.#options = options;
  }
  connect(): Promise<void> {
    this.state = TransportState.Connected;
    return Promise.resolve();
  }
  disconnect(): Promise<void> {
    this.state = TransportState.Disconnected;
    return Promise.resolve();
  }
  dispose(): Promise<void> {
    return this.disconnect();
  }
  isConnected(): boolean {
    return this.state === TransportState.Connected;
  }
  send(message: string): Promise<void> {
    const peer = this.#options.peer();
    if (peer?.isConnected()) queueMicrotask(() => peer.onMessage?.(message));
    return Promise.resolve();
  }
}

const sdp = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 101', 'a=sendrecv', ''].join(
  '\r\n',
);
const silent = (): SessionDescriptionHandler => ({
  close: () => undefined,
  getDescription: async () => ({ body: sdp, contentType: 'application/sdp' }),
  hasDescription: () => true,
  setDescription: async () => undefined,
  sendDtmf: () => false,
});

/** The headers that a PBX puts on a queue call, so that their grammar has run once too. */
const headers = [
  'P-Asserted-Identity: "Caller" <sip:100@warm.invalid>',
  'X-Queue: warm',
  'X-Queue-Wait: 1',
  'X-Call-Kind: queue',
];

/**
 * One call from memory to memory and back, never on a wire: SIP.js's parser and state machines cost about 60 ms when they run for the
 * first time, and the first customer of the day should not pay for that. Resolves with whether both calls were answered; nothing is left.
 */
export async function warmUp(): Promise<boolean> {
  const ends: UserAgent[] = [];
  const transportOf = (index: number): MemoryTransport | null => {
    const transport = ends[index]?.transport;
    return transport instanceof MemoryTransport ? transport : null;
  };
  for (const [index, user] of ['a', 'b'].entries()) {
    ends.push(
      new UserAgent({
        uri: new URI('sip', user, 'warm.invalid'),
        transportConstructor: MemoryTransport,
        transportOptions: { peer: () => transportOf(1 - index) },
        sessionDescriptionHandlerFactory: silent,
        sendInitialProvisionalResponse: false,
        gracefulShutdown: false,
        logBuiltinEnabled: false,
        logConfiguration: false,
        logLevel: 'error',
        delegate: {
          onInvite: (invitation: Invitation) => {
            arrivalOf(invitation.request);
            void invitation.progress({ statusCode: 180 }).then(() => invitation.accept());
          },
        },
      }),
    );
  }
  try {
    for (const end of ends) await end.start();
    let answered = true;
    for (const [from, to] of [ends, [...ends].reverse()]) {
      if (from === undefined || to === undefined) return false;
      answered &&= await callOnce(from, to);
    }
    return answered;
  } finally {
    for (const end of ends) await end.stop();
  }
}

async function callOnce(from: UserAgent, to: UserAgent): Promise<boolean> {
  const inviter = new Inviter(from, to.configuration.uri, { earlyMedia: true, extraHeaders: headers });
  const answered = reaches(inviter, SessionState.Established);
  await inviter.invite();
  if (!(await answered)) return false;
  const over = reaches(inviter, SessionState.Terminated);
  await inviter.bye();
  return over;
}

const reaches = (session: Session, wanted: SessionState): Promise<boolean> =>
  new Promise((resolve) => {
    session.stateChange.addListener((state) => {
      if (state === wanted) resolve(true);
      else if (state === SessionState.Terminated) resolve(false);
    });
  });
