import { defaultSettings, Settings, SettingsPatch } from '#shared/bridge/settings.ts';
import type { ReadDb, WriteDb } from '../handle.ts';
import { readMeta, writeMeta } from './meta.ts';

/** What differs from the defaults. A stored value that a newer or older schema does not take falls back to its default. */
function readPatch(journal: ReadDb<'journal'>): Partial<Settings> {
  const stored: unknown = JSON.parse(readMeta(journal, 'settings') ?? '{}');
  const whole = SettingsPatch.safeParse(stored);
  if (whole.success) return withoutUndefined(whole.data);
  const kept: Record<string, unknown> = {};
  if (typeof stored === 'object' && stored !== null)
    for (const [key, value] of Object.entries(stored)) if (SettingsPatch.safeParse({ [key]: value }).success) kept[key] = value;
  return withoutUndefined(SettingsPatch.parse(kept));
}

function withoutUndefined(patch: Record<string, unknown>): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

export function readSettings(journal: ReadDb<'journal'>): Settings {
  return Settings.parse({ ...defaultSettings, ...readPatch(journal) });
}

/** Lays a patch over what is stored and returns the settings that hold now. */
export function writeSettings(journal: WriteDb<'journal'>, patch: Readonly<Record<string, unknown>>): Settings {
  return journal.transaction(() => {
    const next = { ...readPatch(journal), ...withoutUndefined(SettingsPatch.parse(patch)) };
    writeMeta(journal, 'settings', JSON.stringify(next));
    return readSettings(journal);
  });
}
