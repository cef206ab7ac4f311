import { parseReply } from '#renderer/screen/bridge/parse.ts';
import type { LinkState, ScreenRefusal, SeatEvent, SeatPort } from '#renderer/screen/bridge/port.ts';
import type { EventName, EventPayload } from '#shared/bridge/events.ts';
import type { RequestName, RequestReply } from '#shared/bridge/requests.ts';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import { type Result, refuse } from '#shared/result.ts';
import { answerRequest } from './answer.ts';

export type FakePort = SeatPort & {
  /** Every request but seat.open, in order. */
  readonly sent: readonly { readonly name: RequestName; readonly params: unknown }[];
  readonly change: (change: SeatStateChange) => void;
  readonly tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** The next request of this name is refused. */
  readonly refuseNext: (name: RequestName, code: ScreenRefusal) => void;
  /** The next request of this name is answered with this value. */
  readonly answerNext: <N extends RequestName>(name: N, value: RequestReply<N>) => void;
  readonly setLink: (link: LinkState) => void;
};

/** A seat inside the test's own page: the scene's state, the miniature's answers, and a list of what was asked. */
export function createFakePort(initial: SeatState, nowMs: () => number = Date.now): FakePort {
  let state = initial;
  let link: LinkState = 'open';
  const sent: { name: RequestName; params: unknown }[] = [];
  const refusals = new Map<RequestName, ScreenRefusal>();
  const answers = new Map<RequestName, unknown>();
  const listeners = new Set<(event: SeatEvent) => void>();
  const linkListeners = new Set<(link: LinkState) => void>();
  const emit = (event: SeatEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const change = (patch: SeatStateChange): void => {
    const said = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    state = { ...state, ...said };
    emit({ name: 'state', payload: patch });
  };
  return {
    sent,
    change,
    tell: (name, payload) => {
      // One pair of a name and its own payload; TypeScript loses the pairing through the generic.
      emit({ name, payload } as SeatEvent);
    },
    refuseNext: (name, code) => {
      refusals.set(name, code);
    },
    answerNext: (name, value) => {
      answers.set(name, value);
    },
    setLink: (next) => {
      link = next;
      for (const listener of [...linkListeners]) listener(next);
    },
    request: async (name, params) => {
      if (name !== 'seat.open') sent.push({ name, params });
      const code = refusals.get(name);
      if (code) {
        refusals.delete(name);
        const refused: Result<never, ScreenRefusal> = refuse(code);
        return refused;
      }
      if (answers.has(name)) {
        const value = answers.get(name);
        answers.delete(name);
        return parseReply(name, { ok: true, value });
      }
      const { result, next } = answerRequest(state, name, { ...params }, nowMs());
      if (next) change(next);
      return parseReply(name, structuredClone(result));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    watchLink: (listener) => {
      linkListeners.add(listener);
      listener(link);
      return () => {
        linkListeners.delete(listener);
      };
    },
    takeOver: () => undefined,
    close: () => listeners.clear(),
  };
}
