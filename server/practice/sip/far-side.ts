import { type Invitation, Inviter, SessionState, SIPExtension, UserAgent } from 'sip.js';
import type { WebSocket } from 'ws';
import { createLines } from './description-handler.ts';
import { createLeg, type Leg, type LegListener } from './leg.ts';
import { type Registration, readRegistration } from './registration.ts';
import { parseReplaces, type Replaces } from './replaces.ts';
import { FAR_SIDE_USER, SocketTransport } from './socket-transport.ts';

/** A virtual party calls the seat. */
export type Ring = {
  readonly number: string;
  readonly displayName: string;
  readonly contactUri: string;
  readonly headers: readonly string[];
  /** Then the party gives up, ms. */
  readonly ringsForMs: number;
  readonly onAnswered: (leg: Leg) => void;
  /** Declined, cancelled or not answered. */
  readonly onFailed: (status: number) => void;
  readonly listener: LegListener;
};

/** The seat calls. */
export type Dial = {
  /** As dialled, unescaped. */
  readonly number: string;
  readonly replaces: Replaces | null;
  readonly ringing: () => void;
  readonly reject: (status: number) => void;
  /** onAnswered comes in the turn in which the call is up; not at all when the seat hung up in the meantime. */
  readonly accept: (listener: LegListener, onAnswered: (leg: Leg) => void) => Promise<void>;
  /** The seat gave up before an answer. */
  readonly onCancelled: (run: () => void) => void;
};

export type FarSideOptions = {
  readonly onRegister: (registration: Registration) => { readonly contactUri: string; readonly expiresSeconds: number } | null;
  readonly onDial: (dial: Dial) => void;
  /** Status of the answer to a MESSAGE. */
  readonly onMessage: (toUser: string, body: string) => number;
  readonly onMalformed: (error: unknown) => void;
};

/** The far side of one seat: all virtual parties it talks with, one SIP.js user agent over one exchangeable socket. */
export type FarSide = {
  readonly attach: (socket: WebSocket) => void;
  readonly receive: (text: string) => void;
  readonly isConnected: () => boolean;
  /** The returned function gives up ringing. */
  readonly ring: (ring: Ring) => () => void;
  readonly close: () => void;
};

export function createFarSide(options: FarSideOptions): FarSide {
  const lines = createLines();
  const uri = UserAgent.makeURI(`sip:${FAR_SIDE_USER}@practice.invalid`);
  if (!uri) throw new Error('the far side has no valid URI');
  const agent = new UserAgent({
    uri,
    contactName: FAR_SIDE_USER,
    transportConstructor: SocketTransport,
    transportOptions: { onMalformed: options.onMalformed },
    sessionDescriptionHandlerFactory: lines.factory,
    sipExtensionReplaces: SIPExtension.Supported,
    sendInitialProvisionalResponse: false,
    gracefulShutdown: false,
    logBuiltinEnabled: false,
    logConfiguration: false,
    userAgentString: 'Ninhao practice line',
  });
  const { transport } = agent;
  if (!(transport instanceof SocketTransport)) throw new Error('SIP.js made another transport than ours');
  void agent.start();

  const toLeg = (session: Invitation | Inviter, listener: LegListener): Leg => {
    const line = lines.lineOf(session);
    if (!line) throw new Error('an established session has a voice line');
    return createLeg(session, line, listener);
  };

  agent.delegate = {
    onRegisterRequest: (request) => {
      const registration = readRegistration(request.message);
      if (!registration) {
        request.reject({ statusCode: 400 });
        return;
      }
      const binding = options.onRegister(registration);
      const contact = binding ? [`Contact: <${binding.contactUri}>;expires=${binding.expiresSeconds}`] : [];
      request.accept({ statusCode: 200, extraHeaders: contact });
    },
    onMessage: (message) => {
      const status = options.onMessage(message.request.to.uri.user ?? '', message.request.body);
      void (status < 300 ? message.accept({ statusCode: status }) : message.reject({ statusCode: status }));
    },
    onNotify: (notification) => void notification.accept(),
    onInvite: (invitation) => options.onDial(toDial(invitation, (listener) => toLeg(invitation, listener))),
  };

  return {
    attach: (socket) => transport.attach(socket),
    receive: (text) => transport.receive(text),
    isConnected: () => transport.isConnected(),
    ring: (ring) => startRing(agent, ring, toLeg),
    close: () => void agent.stop(),
  };
}

function toDial(invitation: Invitation, toLeg: (listener: LegListener) => Leg): Dial {
  const replaces = invitation.request.getHeader('replaces');
  return {
    number: unescaped(invitation.request.to.uri.user ?? ''),
    replaces: replaces === undefined ? null : parseReplaces(replaces),
    ringing: () => void invitation.progress({ statusCode: 180 }),
    reject: (statusCode) => {
      if (!isOver(invitation)) void invitation.reject({ statusCode });
    },
    accept: async (listener, onAnswered) => {
      if (isOver(invitation)) return;
      // By the state, not by the promise: SIP.js resolves it even when a CANCEL won, and after it has hung up a replaced leg.
      invitation.stateChange.addListener((state) => {
        if (state === SessionState.Established) onAnswered(toLeg(listener));
      });
      await invitation.accept();
    },
    onCancelled: (run) => {
      invitation.stateChange.addListener((state) => {
        if (state === SessionState.Terminated) run();
      });
    },
  };
}

function startRing(agent: UserAgent, ring: Ring, toLeg: (session: Inviter, listener: LegListener) => Leg): () => void {
  const target = UserAgent.makeURI(ring.contactUri);
  const from = UserAgent.makeURI(`sip:${ring.number}@practice.invalid`);
  if (!target || !from) throw new Error('a registered contact and a sample number make valid URIs');
  const inviter = new Inviter(agent, target, {
    params: { fromUri: from, fromDisplayName: ring.displayName },
    extraHeaders: [`P-Asserted-Identity: <${from.toString()}>`, ...ring.headers],
  });
  let rejectedWith = 487;
  let answered = false;
  const giveUp = (): void => {
    clearTimeout(patience);
    // A cancel that crosses the answer changes nothing: the call is then up and its party hangs up by itself.
    if (inviter.state === SessionState.Establishing) inviter.cancel().catch(() => undefined);
  };
  const patience = setTimeout(giveUp, ring.ringsForMs);
  inviter.stateChange.addListener((state) => {
    if (state === SessionState.Established) {
      clearTimeout(patience);
      answered = true;
      ring.onAnswered(toLeg(inviter, ring.listener));
    }
    if (state === SessionState.Terminated && !answered) {
      clearTimeout(patience);
      // SIP.js ends the session first and tells the status in the same turn after it.
      queueMicrotask(() => ring.onFailed(rejectedWith));
    }
  });
  inviter
    .invite({
      requestDelegate: {
        onReject: ({ message }) => {
          rejectedWith = message.statusCode ?? 500;
        },
      },
    })
    .catch(() => {
      // The seat's link broke while ringing; SIP.js ends the session, and the listener above tells it.
      rejectedWith = 503;
    });
  return giveUp;
}

function isOver({ state }: Invitation): boolean {
  return state === SessionState.Terminating || state === SessionState.Terminated;
}

function unescaped(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
