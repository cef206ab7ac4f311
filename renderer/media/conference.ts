import type { Connection } from './connection.ts';
import { createMixer, type Mixer } from './mixer.ts';
import type { SoundOutput } from './sound-output.ts';

/** The three-way talk: who is in it, and the mix that lives only as long as it does. */
export type Conference = {
  /** Fewer than two ids: everyone is taken apart again and sends the plain microphone. */
  readonly set: (ids: readonly string[]) => Promise<void>;
  readonly leave: (id: string) => Promise<void>;
  /** Something about a member changed: mute, hold, the microphone, the far side's track. */
  readonly refresh: () => Promise<void>;
};

export type ConferenceOptions = {
  readonly output: SoundOutput;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly microphone: () => MediaStreamTrack | null;
};

export function createConference({ output, connections, microphone }: ConferenceOptions): Conference {
  let talk: { readonly ids: readonly string[]; readonly mixer: Mixer; readonly release: () => void } | null = null;

  const unmix = async (ids: readonly string[]): Promise<void> => {
    await Promise.all(ids.map((id) => connections.get(id)?.setMix(null)));
  };

  const refresh = async (): Promise<void> => {
    if (!talk) return;
    const members = talk.ids.flatMap((id) => {
      const connection = connections.get(id);
      const remote = connection?.remote();
      return connection && remote ? [{ id, connection, remote, muted: connection.isMuted(), held: connection.isHeld() }] : [];
    });
    const tracks = talk.mixer.set(members, microphone());
    await Promise.all(members.map(({ id, connection }) => connection.setMix(tracks.get(id) ?? null)));
  };

  const end = async (): Promise<void> => {
    if (!talk) return;
    const { ids, mixer, release } = talk;
    talk = null;
    await unmix(ids);
    mixer.close();
    release();
  };

  const set = async (ids: readonly string[]): Promise<void> => {
    if (ids.length < 2) return end();
    const leaving = talk?.ids.filter((id) => !ids.includes(id)) ?? [];
    talk = talk ? { ...talk, ids } : { ids, mixer: createMixer(output.context), release: output.use() };
    await unmix(leaving);
    await refresh();
  };

  return {
    set,
    refresh,
    leave: async (id) => {
      if (talk?.ids.includes(id)) await set(talk.ids.filter((other) => other !== id));
    },
  };
}
