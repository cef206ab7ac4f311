import { unreachable } from '#shared/unreachable.ts';
import type { Call, EndReason, Party } from './call.ts';
import { isHeldHere, withHeldHere, withHeldThere } from './hold.ts';

/** What can happen to one call. `atMs`: the seat's clock. */
export type CallEvent =
  | { readonly type: 'answer'; readonly atMs: number }
  | { readonly type: 'decline'; readonly atMs: number }
  | { readonly type: 'redirect'; readonly to: string; readonly atMs: number }
  | { readonly type: 'hang-up'; readonly atMs: number }
  | { readonly type: 'ring-timeout'; readonly atMs: number }
  | { readonly type: 'waiting'; readonly waiting: boolean }
  | { readonly type: 'provisional'; readonly earlyMedia: boolean }
  | { readonly type: 'established'; readonly atMs: number }
  /** The agent wants the call held or resumed. */
  | { readonly type: 'hold-wanted'; readonly held: boolean }
  /** What the PBX has agreed to. `settled`: nothing more is under way. */
  | { readonly type: 'hold-agreed'; readonly held: boolean; readonly settled: boolean; readonly atMs: number }
  | { readonly type: 'held-there'; readonly held: boolean; readonly atMs: number }
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'media'; readonly media: 'connecting' | 'ok' | 'lost' }
  | { readonly type: 'party'; readonly party: Party }
  | { readonly type: 'link'; readonly up: boolean; readonly atMs: number }
  | { readonly type: 'over'; readonly reason: EndReason; readonly elsewhere: string | null; readonly atMs: number };

/** What the driver has to do, in order. */
export type CallEffect =
  | { readonly do: 'accept' }
  | { readonly do: 'reject'; readonly status: 480 | 486 }
  | { readonly do: 'redirect'; readonly to: string }
  /** CANCEL, BYE or a refusal, whichever the dialog allows now. */
  | { readonly do: 'hang-up' }
  | { readonly do: 'negotiate-hold'; readonly held: boolean }
  | { readonly do: 'mute'; readonly muted: boolean }
  | { readonly do: 'close-media' }
  | { readonly do: 'report-end' };

export type Stepped = {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
  /** The event came late or cannot happen here: the same call comes back, and the driver logs it. */
  readonly ignored: boolean;
};

type Of<P extends Call['phase']> = Extract<Call, { phase: P }>;

const moved = (call: Call, ...effects: CallEffect[]): Stepped => ({ call, effects, ignored: false });
const ignored = (call: Call): Stepped => ({ call, effects: [], ignored: true });

/** The fields that every phase carries. */
function baseOf(call: Call) {
  const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = call;
  return { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs };
}

const answeredAt = (call: Call): number | null => ('answeredAtMs' in call ? call.answeredAtMs : null);

function over(call: Call, reason: EndReason, elsewhere: string | null, atMs: number, ...before: CallEffect[]): Stepped {
  const ended: Call = { ...baseOf(call), phase: 'ended', answeredAtMs: answeredAt(call), endedAtMs: atMs, reason, elsewhere };
  return moved(ended, ...before, { do: 'close-media' }, { do: 'report-end' });
}

const ending = (call: Call, queuedUntilLink: boolean): Call => ({
  ...baseOf(call),
  phase: 'ending',
  answeredAtMs: answeredAt(call),
  queuedUntilLink,
});

const active = (call: Call, atMs: number): Call => ({
  ...baseOf(call),
  phase: 'active',
  answeredAtMs: atMs,
  hold: 'none',
  holdSinceMs: null,
  holdChanging: false,
  muted: false,
  media: 'connecting',
  linkDown: false,
});

/** Moves one call by one event. Total: any event in any phase gives a call back and never throws. Ended is final. */
export function step(call: Call, event: CallEvent): Stepped {
  if (call.phase !== 'ended' && event.type === 'party') return moved({ ...call, party: event.party });
  switch (call.phase) {
    case 'ringing':
      return whileRinging(call, event);
    case 'answering':
    case 'dialling':
    case 'alerting':
      return whileSetUp(call, event);
    case 'active':
      return whileActive(call, event);
    case 'ending':
      return whileEnding(call, event);
    case 'ended':
      return ignored(call);
    default:
      return unreachable(call);
  }
}

function whileRinging(call: Of<'ringing'>, event: CallEvent): Stepped {
  switch (event.type) {
    case 'answer':
      return moved({ ...baseOf(call), phase: 'answering', pressedAtMs: event.atMs }, { do: 'accept' });
    case 'decline':
    case 'hang-up':
      return over(call, 'declined', null, event.atMs, { do: 'reject', status: 486 });
    case 'redirect':
      return over(call, 'redirected', null, event.atMs, { do: 'redirect', to: event.to });
    case 'ring-timeout':
      return over(call, 'not-answered', null, event.atMs, { do: 'reject', status: 480 });
    case 'waiting':
      return call.waiting === event.waiting ? ignored(call) : moved({ ...call, waiting: event.waiting });
    case 'link':
      // The PBX's CANCEL could no longer reach us, nor our answer the PBX.
      return event.up ? ignored(call) : over(call, 'lost', null, event.atMs);
    case 'over':
      return over(call, event.reason, event.elsewhere, event.atMs);
    default:
      return ignored(call);
  }
}

function whileSetUp(call: Of<'answering'> | Of<'dialling'> | Of<'alerting'>, event: CallEvent): Stepped {
  switch (event.type) {
    case 'established':
      return moved(active(call, event.atMs));
    case 'provisional': {
      if (call.phase === 'answering') return ignored(call);
      const earlyMedia = event.earlyMedia || (call.phase === 'alerting' && call.earlyMedia);
      if (call.phase === 'alerting' && call.earlyMedia === earlyMedia) return ignored(call);
      return moved({ ...baseOf(call), phase: 'alerting', earlyMedia });
    }
    case 'decline':
    case 'hang-up':
      return moved(ending(call, false), { do: 'close-media' }, { do: 'hang-up' });
    case 'link':
      return event.up ? ignored(call) : over(call, 'lost', null, event.atMs);
    case 'over':
      return over(call, event.reason, event.elsewhere, event.atMs);
    default:
      return ignored(call);
  }
}

function whileActive(call: Of<'active'>, event: CallEvent): Stepped {
  switch (event.type) {
    case 'hang-up':
      return call.linkDown
        ? moved(ending(call, true), { do: 'close-media' })
        : moved(ending(call, false), { do: 'close-media' }, { do: 'hang-up' });
    case 'hold-wanted':
      if (!call.holdChanging && isHeldHere(call.hold) === event.held) return ignored(call);
      return moved({ ...call, holdChanging: true }, { do: 'negotiate-hold', held: event.held });
    case 'hold-agreed': {
      const hold = withHeldHere(call.hold, event.held);
      const since = isHeldHere(hold)
        ? isHeldHere(call.hold)
          ? call.holdSinceMs
          : event.atMs
        : hold === 'remote'
          ? call.holdSinceMs
          : null;
      return moved({ ...call, hold, holdSinceMs: since, holdChanging: !event.settled });
    }
    case 'held-there': {
      const hold = withHeldThere(call.hold, event.held);
      if (hold === call.hold) return ignored(call);
      return moved({ ...call, hold, holdSinceMs: hold === 'none' ? null : (call.holdSinceMs ?? event.atMs) });
    }
    case 'mute':
      return call.muted === event.muted
        ? ignored(call)
        : moved({ ...call, muted: event.muted }, { do: 'mute', muted: event.muted });
    case 'media':
      return call.media === event.media ? ignored(call) : moved({ ...call, media: event.media });
    case 'link':
      return call.linkDown === !event.up ? ignored(call) : moved({ ...call, linkDown: !event.up });
    case 'over':
      return over(call, event.reason, event.elsewhere, event.atMs);
    default:
      return ignored(call);
  }
}

/** Reasons that say more than "the agent pressed the red button", also while the call is on its way out. */
const stronger: ReadonlySet<EndReason> = new Set(['transferred', 'seat-closed']);

function whileEnding(call: Of<'ending'>, event: CallEvent): Stepped {
  switch (event.type) {
    case 'established':
      // The far side's 200 crossed our hang-up on the wire: now there is a dialog to end.
      return moved(call, { do: 'hang-up' });
    case 'link':
      if (!event.up) return call.queuedUntilLink ? ignored(call) : moved({ ...call, queuedUntilLink: true });
      return call.queuedUntilLink ? moved({ ...call, queuedUntilLink: false }, { do: 'hang-up' }) : ignored(call);
    case 'over': {
      const ours: EndReason =
        call.answeredAtMs !== null ? 'hung-up-here' : call.direction === 'out' ? 'cancelled-here' : 'declined';
      return over(call, stronger.has(event.reason) ? event.reason : ours, null, event.atMs);
    }
    default:
      return ignored(call);
  }
}
