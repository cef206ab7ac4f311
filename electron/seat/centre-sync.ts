import type { CreateCentre } from './centre-port.ts';
import { newUuidV7, systemClock, systemRandom } from './config/process-ports.ts';
import type { CentreParts } from './open-seat.ts';
import { createFetchHttp } from './sync/http.ts';
import { createSync } from './sync/sync.ts';

/** The seat's real line to a centre, over this process's network and clock. The sign-in is kept among the secrets. */
export function createSyncCentre({ journal, cache, replaceCache, secrets, log }: CentreParts): CreateCentre {
  return (listener) =>
    createSync(
      {
        journal,
        cache,
        replaceCache,
        log,
        createHttp: createFetchHttp,
        sessionStore: {
          read: () => secrets.get('centre-session'),
          write: (text) => secrets.set('centre-session', text),
        },
        clock: systemClock,
        random: systemRandom,
        newId: newUuidV7,
        breathe: () => new Promise((done) => setImmediate(done)),
        elapsedMs: () => performance.now(),
      },
      listener,
    );
}
