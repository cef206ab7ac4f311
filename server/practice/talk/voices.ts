import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** µ-law of one sentence by its name; undefined for a name without a file. */
export type Voices = (clip: string) => Uint8Array | undefined;

/** Reads assets/sounds/practice (3 MB) into memory. Rejects when the folder is not there or empty. */
export async function loadVoices(folder: string): Promise<Voices> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ulaw'));
  if (names.length === 0) throw new Error(`no voices in ${folder}`);
  const clips = new Map<string, Uint8Array>();
  for (const name of names) clips.set(name.slice(0, -'.ulaw'.length), await readFile(join(folder, name)));
  return (clip) => clips.get(clip);
}
