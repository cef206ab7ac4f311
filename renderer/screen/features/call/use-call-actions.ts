import { useMemo } from 'react';
import type { CallId } from '#shared/call/call.ts';
import { callById, currentCall, deskOf, isHeldHere, ringingCall } from '../../stores/call-focus.ts';
import { useSeatContext } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { barButtons, transferable } from './bar-buttons.ts';
import { pressEnd, secondPressMs } from './end-press.ts';

export type CallActions = {
  readonly answer: (callId?: CallId) => void;
  readonly decline: (callId?: CallId) => void;
  readonly holdOrResume: () => void;
  readonly muteOrNot: () => void;
  readonly toggleKeypad: () => void;
  readonly transfer: () => void;
  readonly conference: () => void;
  readonly dial: () => void;
  /** End or decline, whatever the last button means now; the first of two presses only arms it. */
  readonly end: () => void;
  readonly readyOrNot: () => void;
};

/** What buttons and keys do, decided on the state of the moment they are pressed. Stable for the life of the screen. */
export function useCallActions(): CallActions {
  const { store, screen } = useSeatContext();
  const ask = useAsk();
  return useMemo(() => {
    const state = () => store.view.getState().seat;
    const decline = (callId?: CallId): void => {
      const seat = state();
      const call = seat && (callId ? callById(seat.calls, callId) : ringingCall(seat.calls));
      if (call) void ask('call.decline', { callId: call.id });
    };
    const end = (): void => {
      const seat = state();
      if (!seat) return;
      const { end: button } = barButtons(seat);
      const call = currentCall(seat.calls);
      if (button.declines) {
        decline();
        return;
      }
      if (!call || !button.on) return;
      const press = pressEnd({
        call,
        desk: deskOf(seat.desks, call.id),
        confirmEnd: seat.settings.confirmEnd,
        armed: screen.getState().endArmed,
        nowMs: Date.now(),
      });
      if (press.do === 'hang-up') {
        screen.setState({ endArmed: null, chosenCallId: null });
        void ask('call.hang-up', press.override ? { callId: call.id, override: true } : { callId: call.id });
        return;
      }
      screen.setState({ endArmed: press.armed });
      setTimeout(() => {
        if (screen.getState().endArmed === press.armed) screen.setState({ endArmed: null });
      }, secondPressMs);
    };
    return {
      answer: (callId) => {
        const seat = state();
        const call = seat && (callId ? callById(seat.calls, callId) : ringingCall(seat.calls));
        if (!call) return;
        screen.setState({ chosenCallId: null, page: 'desk' });
        void ask('call.answer', { callId: call.id });
      },
      decline,
      end,
      holdOrResume: () => {
        const seat = state();
        const call = seat && currentCall(seat.calls);
        if (call?.phase !== 'active' || call.holdChanging) return;
        void ask(isHeldHere(call) ? 'call.resume' : 'call.hold', { callId: call.id });
      },
      muteOrNot: () => {
        const seat = state();
        const call = seat && currentCall(seat.calls);
        if (call?.phase === 'active') void ask('call.mute', { callId: call.id, muted: !call.muted });
      },
      toggleKeypad: () => {
        const seat = state();
        if (seat && barButtons(seat).keypad) screen.setState(({ keypadOpen }) => ({ keypadOpen: !keypadOpen }));
      },
      transfer: () => {
        const seat = state();
        const call = seat && transferable(seat.calls);
        if (call) screen.setState({ transferCallId: call.id });
      },
      conference: () => {
        const seat = state();
        if (!seat) return;
        const { conference } = barButtons(seat);
        if (conference.on) void ask(conference.joined ? 'conference.split' : 'conference.start', {});
      },
      dial: () => {
        const seat = state();
        if (seat && barButtons(seat).dial) screen.setState({ dialOpen: true });
      },
      readyOrNot: () => {
        const seat = state();
        if (!seat) return;
        if (seat.agent.phase === 'ready') void ask('agent.not-ready', { reason: 'break' });
        else void ask('agent.ready', {});
      },
    };
  }, [store, screen, ask]);
}
