import type { Settings } from '#shared/bridge/settings.ts';
import { type Calendar, createCalendar } from '#shared/script/calendar.ts';
import { defaultPack } from '#shared/script/default-pack.ts';
import { Pack } from '#shared/script/pack.ts';
import { scriptFor } from '#shared/script/script-for.ts';
import type { PinnedScript } from './desk/ports.ts';
import type { Log } from './ports.ts';

type Speaker = { readonly brand: string; readonly agentNumber: string };

export type ScriptSource = {
  /** The words as they are published now; a call keeps what it was pinned to at its first ring. */
  readonly pin: () => PinnedScript;
  /** The centre may have sent another pack. */
  readonly refresh: () => void;
};

/** The pack of the centre, else the one that came with the seat. A pack that does not parse must not leave an agent speechless. */
export function createScriptSource(options: {
  readonly published: () => unknown;
  readonly settings: () => Settings;
  readonly speaker: () => Speaker;
  readonly log: Log;
}): ScriptSource {
  let current: { readonly pack: Pack; readonly calendar: Calendar } | null = null;

  function load(): { readonly pack: Pack; readonly calendar: Calendar } {
    const published = options.published();
    const parsed = published === null ? null : Pack.safeParse(published);
    if (parsed !== null && !parsed.success) {
      options.log.warn('script.pack-refused', { at: parsed.error.issues[0]?.path.map(String).join('.') });
    }
    const pack = parsed?.success ? parsed.data : defaultPack();
    return { pack, calendar: createCalendar(pack.days) };
  }

  return {
    pin: () => {
      current ??= load();
      const { pack, calendar } = current;
      return (input) => {
        const { timeZone, language } = options.settings();
        return scriptFor({ pack, calendar, timeZone, language, ...options.speaker(), ...input });
      };
    },
    refresh: () => {
      current = null;
    },
  };
}
