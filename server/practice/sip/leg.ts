import { type Referral, type Session, SessionState } from 'sip.js';
import type { VoiceLine } from '../media/voice-line.ts';
import type { Replaces } from './replaces.ts';
import { readTransfer, type TransferRequest } from './transfer-request.ts';

/** One answered SIP session between a virtual party and the seat, with its voice. */
export type Leg = {
  /** Call-ID and tags, for Replaces (RFC 3891) from the seat's point of view. */
  readonly matches: (replaces: Replaces) => boolean;
  readonly line: VoiceLine;
  readonly hangUp: () => void;
};

export type LegListener = {
  readonly onEnded: () => void;
  /** A re-INVITE was answered: the direction of the voice may be another. */
  readonly onRenegotiated: () => void;
  readonly onDigits: (count: number) => void;
  readonly onTransfer: (request: TransferRequest) => void;
};

/** The session must be established. */
export function createLeg(session: Session, line: VoiceLine, listener: LegListener): Leg {
  session.stateChange.addListener((state) => {
    if (state === SessionState.Terminated) listener.onEnded();
  });
  session.delegate = {
    onInvite: () => listener.onRenegotiated(),
    onInfo: (info) => {
      void info.accept();
      listener.onDigits(digitsOfInfo(info.request.body));
    },
    onRefer: (referral: Referral) => {
      const request = readTransfer(session, referral);
      if (request) listener.onTransfer(request);
    },
    onNotify: (notification) => void notification.accept(),
    onMessage: (message) => void message.accept(),
  };
  return {
    line,
    matches: ({ callId, toTag, fromTag }) => {
      const { dialog } = session;
      return dialog?.callId === callId && dialog.localTag === toTag && dialog.remoteTag === fromTag;
    },
    hangUp: () => {
      if (session.state !== SessionState.Established) return;
      // Rejects only when the seat hung up in the same moment: then the session is over as wanted.
      session.bye().catch(() => undefined);
    },
  };
}

/** application/dtmf-relay: "Signal=5"; application/dtmf: the digit itself. */
function digitsOfInfo(body: string): number {
  return /Signal\s*=\s*[0-9A-D*#]/i.test(body) || /^\s*[0-9A-D*#]\s*$/i.test(body) ? 1 : 0;
}
