import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentState } from '#shared/agent/agent.ts';
import type { PresenceStore } from '../desk/presence.ts';
import { isMissing, writePrivately } from './secrets.ts';

/** `presence.json` in the data folder. A file that does not parse counts as none: the agent sees the state and can set it. */
export function presenceFile(folder: string): PresenceStore {
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
