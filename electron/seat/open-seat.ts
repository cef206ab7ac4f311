import { existsSync, readFileSync } from 'node:fs';
import { ok, type Result, refuse } from '#shared/result.ts';
import { createMediaHost, type MediaHost } from './bridge/media-host.ts';
import { parseConnection, readConnection, writeConnection } from './config/connection.ts';
import type { SeatEnvironment } from './config/environment.ts';
import { type DataFolder, takeDataFolder } from './config/folder.ts';
import { presenceFile } from './config/presence-file.ts';
import { newUuidV7, systemClock, systemRandom } from './config/process-ports.ts';
import { resolveConnection } from './config/resolve.ts';
import { createFileSecrets, type SecretStore, withEnvironment } from './config/secrets.ts';
import { openJournal } from './db/journal.ts';
import { dialogStore } from './db/queries/dialogs.ts';
import { purgeDiscardedDrafts } from './db/queries/drafts.ts';
import { scriptPack } from './db/queries/small-rows.ts';
import { forgetTalks } from './db/queries/talks.ts';
import { openRows } from './db/rows/rows.ts';
import { createOutbox } from './outbox-store.ts';
import type { Log } from './ports.ts';
import { createSeat } from './seat.ts';
import type { Seat } from './seat-options.ts';
import { createSeatStore } from './seat-store.ts';
import { createCallEngine } from './sip/create-engine.ts';
import { createFetchHttp } from './sync/http.ts';
import { createSync } from './sync/sync.ts';

/** No call lasts longer. */
const keepTalksMs = 86_400_000;

export type OpenSeatOptions = {
  readonly environment: SeatEnvironment;
  readonly shell: 'web' | 'desktop';
  readonly log: Log;
  /** The desktop's own key store; without it a 0600 file in the data folder. */
  readonly secrets?: SecretStore;
};

export type OpenSeat = {
  readonly seat: Seat;
  readonly media: MediaHost;
  readonly secrets: SecretStore;
  readonly close: () => Promise<void>;
};

/**
 * Takes the data folder, opens the files and starts the seat with the system's clock. Waits for neither PBX nor centre.
 * Refuses with `folder-in-use` and `bad-config`; throws for a journal that is damaged or of a newer seat.
 */
export function openSeat(options: OpenSeatOptions): Result<OpenSeat, 'folder-in-use' | 'bad-config'> {
  const { environment, log } = options;
  const folder = takeOnceFree(environment.NINHAO_SEAT_DATA);
  if (!folder.ok) return folder;
  const opened = openIn(folder.value, options);
  if (!opened.ok) folder.value.release();
  else log.info('seat.open', { afterCrash: folder.value.afterCrash });
  return opened;
}

/** A seat that was killed a moment ago may still be leaving: it is given two seconds. Nothing else runs yet, so this may block. */
function takeOnceFree(path: string): Result<DataFolder, 'folder-in-use'> {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const folder = takeDataFolder(path);
    if (folder.ok) return folder;
    Atomics.wait(sleeper, 0, 0, 100);
  }
  return takeDataFolder(path);
}

function openIn(folder: DataFolder, options: OpenSeatOptions): Result<OpenSeat, 'bad-config'> {
  const { environment, log } = options;
  const file = readConnection(folder.path);
  if (!file.ok) return file;
  const resolve = (from: typeof file.value) => resolveConnection(from, environment);
  const trustedCa = readCa(resolve(file.value).pbxCaFile);
  if (!trustedCa.ok) return trustedCa;

  const stored = options.secrets ?? createFileSecrets(folder.path, () => log.warn('secrets.damaged'));
  const sipPassword = environment.NINHAO_SIP_PASSWORD;
  const secrets = sipPassword === '' ? stored : withEnvironment(stored, { 'sip-password': sipPassword });

  const journal = openJournal(folder.journalFile, { log });
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const elapsedMs = (): number => performance.now();
  const rows = openRows({ path: folder.cacheFile, threadProgram: rowsProgram(), log, breathe, elapsedMs });
  // A discard can be undone within its session, and that one is over.
  purgeDiscardedDrafts(journal, Number.MAX_SAFE_INTEGER);
  forgetTalks(journal, systemClock.nowMs() - keepTalksMs);
  const media = createMediaHost({ clock: systemClock, log });
  const seat = createSeat({
    shell: options.shell,
    clock: systemClock,
    random: systemRandom,
    newId: newUuidV7,
    log,
    defer: (run) => {
      setImmediate(run);
    },
    store: createSeatStore(journal, rows.cache, newUuidV7),
    dialogs: dialogStore(journal),
    publishedPack: () => scriptPack(rows.cache()),
    presence: presenceFile(folder.path),
    media: media.port,
    secrets,
    connection: { file: file.value, parse: parseConnection, resolve, write: (next) => writeConnection(folder.path, next) },
    trustedCa: trustedCa.value,
    afterCrash: folder.afterCrash,
    createEngine: createCallEngine,
    createCentre: (listener) =>
      createSync(
        {
          outbox: createOutbox(journal, newUuidV7),
          rows,
          createHttp: createFetchHttp,
          sessionStore: {
            read: () => secrets.get('centre-session'),
            write: (text) => secrets.set('centre-session', text),
          },
          clock: systemClock,
          random: systemRandom,
          log,
          breathe,
          elapsedMs,
        },
        listener,
      ),
  });
  const close = async (): Promise<void> => {
    await seat.close();
    journal.close();
    await rows.close();
    folder.release();
  };
  return ok({ seat, media, secrets, close });
}

/** The program of the thread that stores rows: built, beside the program that this is a part of; else its source. */
function rowsProgram(): URL | null {
  const places = ['./rows.js', './db/rows/worker.ts'].map((path) => new URL(path, import.meta.url));
  return places.find((place) => existsSync(place)) ?? null;
}

/** PEM of the PBX's private certificate authority, or null when none is named. */
function readCa(path: string): Result<string | null, 'bad-config'> {
  if (path === '') return ok(null);
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (cause) {
    return refuse('bad-config', `certificate authority ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
