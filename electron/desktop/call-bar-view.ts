import type { CallBarView } from '#shared/bridge/call-bar.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import type { Call } from '#shared/call/call.ts';
import { honorificOf } from '#shared/customer/address.ts';
import { shownNumber } from '#shared/customer/shown-number.ts';
import { wordsIn } from './words.ts';

type LiveCall = Exclude<Call, { phase: 'ended' }>;

/** The call that stands in front: the one talked on, else the one that rings, else the first. null when no call is live. */
export function liveCall(state: SeatState): LiveCall | null {
  const live = state.calls.calls.filter((call): call is LiveCall => call.phase !== 'ended');
  return (
    live.find((call) => call.id === state.calls.activeCallId) ?? live.find((call) => call.phase === 'ringing') ?? live[0] ?? null
  );
}

/** Who it is, for the agent's own eyes. */
function partyOf(state: SeatState, call: Call): string {
  const card = state.desks.find((desk) => desk.callId === call.id)?.card;
  if (card?.customer) return honorificOf(card.customer) ?? card.customer.name;
  return card?.shownNumber || call.party.displayName || call.party.number;
}

/** Who it is, where others may read it: a notification lies on the screen of a room. */
export function discreetPartyOf(state: SeatState, call: Call): string {
  const customer = state.desks.find((desk) => desk.callId === call.id)?.card.customer;
  const honorific = customer ? honorificOf(customer) : null;
  return honorific ?? shownNumber(call.party.number.replace(/^1(?=[3-9]\d{9}$)/, '861'), { masked: true });
}

type Action = CallBarView['buttons'][number]['action'];

/** The bar of this state, or null when there is no call to show. */
export function callBarView(state: SeatState): CallBarView | null {
  const call = liveCall(state);
  if (call === null) return null;
  const { language, theme } = state.settings;
  const words = wordsIn(language);
  const shown = describe(call);
  const label = (action: Action): string => (action === 'show' ? words.showShort : words[action]);
  return {
    language,
    dark: theme === 'system' ? null : theme === 'dark',
    callId: call.id,
    title: partyOf(state, call).slice(0, 80),
    state: words[shown.phase],
    phase: shown.phase,
    sinceMs: shown.sinceMs,
    muted: call.phase === 'active' && call.muted,
    practice: call.practice,
    confirmEnd: state.settings.confirmEnd && call.phase === 'active',
    buttons: [...shown.actions, 'show' as const].map((action) => ({ action, label: label(action) })),
  };
}

function describe(call: LiveCall): { phase: CallBarView['phase']; sinceMs: number | null; actions: readonly Action[] } {
  switch (call.phase) {
    case 'ringing':
      return { phase: 'ringing', sinceMs: call.offeredAtMs, actions: ['answer', 'decline'] };
    case 'answering':
    case 'dialling':
    case 'alerting':
      return { phase: call.phase === 'answering' ? 'talking' : 'calling', sinceMs: null, actions: ['end'] };
    case 'active': {
      const isHeld = call.hold === 'local' || call.hold === 'both';
      const mute = call.muted ? ('unmute' as const) : ('mute' as const);
      return isHeld
        ? { phase: 'held', sinceMs: call.holdSinceMs, actions: ['resume', 'end'] }
        : { phase: 'talking', sinceMs: call.answeredAtMs, actions: ['hold', mute, 'end'] };
    }
    case 'ending':
      return { phase: 'ending', sinceMs: null, actions: [] };
  }
}
