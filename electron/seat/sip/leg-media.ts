import type { MediaRefusal } from '#shared/bridge/media.ts';
import type { Direction } from '#shared/call/hold.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import type { Log, MediaPort, NewId } from '../ports.ts';

type Outcome = Result<Record<never, never>, MediaRefusal>;

/** One RTCPeerConnection of the media page, as one leg sees it. */
export type LegMedia = {
  readonly pcId: string;
  /** The page that holds it; another page, or none, means that it is gone. */
  readonly pageId: string | null;
  readonly isStale: () => boolean;
  readonly offer: (direction: Direction, iceRestart: boolean) => Promise<Result<{ sdp: string }, MediaRefusal>>;
  readonly answer: (direction: Direction) => Promise<Result<{ sdp: string }, MediaRefusal>>;
  readonly apply: (type: 'offer' | 'answer', sdp: string) => Promise<Outcome>;
  readonly rollback: () => Promise<Outcome>;
  readonly setMuted: (muted: boolean) => void;
  readonly setHeld: (held: boolean) => void;
  readonly dtmf: (digits: string) => Promise<Outcome>;
  /** Idempotent. */
  readonly close: () => void;
};

export type LegMediaOptions = {
  readonly port: MediaPort;
  readonly newId: NewId;
  readonly log: Log;
  readonly iceServers: SipAccount['iceServers'];
};

/** RFC 4733 §2.3.6 asks for at least 40 ms; keypad menus are surest with 100 and a pause of 70. */
const TONE_MS = 100;
const GAP_MS = 70;

/** Opens a connection in the media page at once; every later request waits for it. Requests never throw. */
export function openLegMedia({ port, newId, log, iceServers }: LegMediaOptions): LegMedia {
  const pcId = newId();
  const pageId = port.pageId();
  const opened = port.request('create', { pcId, iceServers });
  let closed = false;

  const whenOpen = async <T>(run: () => Promise<Result<T, MediaRefusal>>): Promise<Result<T, MediaRefusal>> => {
    if (closed) return refuse('no-such-connection', 'closed');
    const created = await opened;
    if (!created.ok) return created;
    return closed ? refuse('no-such-connection', 'closed') : run();
  };
  const describe = (type: 'offer' | 'answer', direction: Direction, iceRestart: boolean) =>
    whenOpen(async () => {
      const made = await port.request('get-description', { pcId, type, direction, ...(iceRestart ? { iceRestart } : {}) });
      return made.ok ? ok({ sdp: made.value.sdp }) : made;
    });
  const quietly = (what: string, sent: Promise<Result<unknown, MediaRefusal>>): void => {
    void sent.then((result) => {
      if (!result.ok && !closed) log.warn('media.refused', { pcId, what, code: result.error.code });
    });
  };

  return {
    pcId,
    pageId,
    isStale: () => pageId === null || port.pageId() !== pageId,
    offer: (direction, iceRestart) => describe('offer', direction, iceRestart),
    answer: (direction) => describe('answer', direction, false),
    apply: (type, sdp) => whenOpen(() => port.request('set-description', { pcId, type, sdp })),
    rollback: () => whenOpen(() => port.request('rollback', { pcId })),
    setMuted: (muted) =>
      quietly(
        'mute',
        whenOpen(() => port.request('mute', { pcId, muted })),
      ),
    setHeld: (held) =>
      quietly(
        'hold',
        whenOpen(() => port.request('hold', { pcId, held })),
      ),
    dtmf: (digits) => whenOpen(() => port.request('dtmf', { pcId, digits, durationMs: TONE_MS, gapMs: GAP_MS })),
    close: () => {
      if (closed) return;
      closed = true;
      // After `create`, so that a call cancelled in its first milliseconds leaves nothing behind.
      void opened.then((created) => (created.ok ? port.request('close', { pcId }) : created));
    },
  };
}
