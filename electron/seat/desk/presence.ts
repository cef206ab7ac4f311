import type { AgentState, NotReadyReason } from '#shared/agent/agent.ts';

export type Presence = {
  readonly state: () => AgentState;
  readonly ready: () => void;
  readonly notReady: (reason: NotReadyReason) => void;
};

export type PresenceStore = { readonly read: () => AgentState | null; readonly write: (state: AgentState) => void };

/** Ready 示闲 or not ready 示忙 with a reason; kept over a restart. A seat that never said is ready. */
export function createPresence(store: PresenceStore, nowMs: () => number, onChange: (state: AgentState) => void): Presence {
  let state: AgentState = store.read() ?? { phase: 'ready', sinceMs: nowMs() };

  function move(next: AgentState): void {
    state = next;
    onChange(state);
    store.write(state);
  }

  return {
    state: () => state,
    ready: () => {
      if (state.phase !== 'ready') move({ phase: 'ready', sinceMs: nowMs() });
    },
    notReady: (reason) => {
      if (state.phase !== 'not-ready' || state.reason !== reason) move({ phase: 'not-ready', sinceMs: nowMs(), reason });
    },
  };
}
