import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentState, type NotReadyReason } from '#shared/agent/agent.ts';
import { isMissing, writePrivately } from '../config/secrets.ts';

export type Presence = {
  readonly state: () => AgentState;
  readonly ready: () => void;
  readonly notReady: (reason: NotReadyReason) => void;
};

type Store = { readonly read: () => AgentState | null; readonly write: (state: AgentState) => void };

/** Ready 示闲 or not ready 示忙 with a reason; kept over a restart. A seat that never said is ready. */
export function createPresence(store: Store, nowMs: () => number, onChange: (state: AgentState) => void): Presence {
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

/** `presence.json` in the data folder. A file that does not parse counts as none: the agent sees the state and can set it. */
export function presenceFile(folder: string): Store {
  const file = join(folder, 'presence.json');
  return {
    read: () => {
      let text: string;
      try {
        text = readFileSync(file, 'utf8');
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw new Error(`cannot read ${file}`, { cause });
      }
      return parse(text);
    },
    write: (state) => writePrivately(file, JSON.stringify(state)),
  };
}

function parse(text: string): AgentState | null {
  try {
    const parsed = AgentState.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
