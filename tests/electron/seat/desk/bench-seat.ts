import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { SeatEvent } from '#electron/seat/bridge/screen-host.ts';
import type { Centre, CentreAddress, CentreListener } from '#electron/seat/centre-port.ts';
import { ConnectionFile, parseConnection } from '#electron/seat/config/connection.ts';
import { readEnvironment } from '#electron/seat/config/environment.ts';
import { presenceFile } from '#electron/seat/config/presence-file.ts';
import { resolveConnection } from '#electron/seat/config/resolve.ts';
import { createFileSecrets } from '#electron/seat/config/secrets.ts';
import { openCache } from '#electron/seat/db/cache.ts';
import { openJournal } from '#electron/seat/db/journal.ts';
import { insertCustomer } from '#electron/seat/db/queries/apply-rows.ts';
import { dialogStore } from '#electron/seat/db/queries/dialogs.ts';
import type { DeskStore } from '#electron/seat/desk/ports.ts';
import { createSeat } from '#electron/seat/seat.ts';
import type { Seat } from '#electron/seat/seat-options.ts';
import { createSeatStore } from '#electron/seat/seat-store.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import type { Tell } from '#shared/bridge/events.ts';
import type { RequestName, RequestParams, RequestReply } from '#shared/bridge/requests.ts';
import type { SeatStateChange } from '#shared/bridge/state.ts';
import type { Customer } from '#shared/customer/customer.ts';
import type { Result } from '#shared/result.ts';
import {
  countingIds,
  type FakeClock,
  type FakeEngine,
  type FakeLog,
  type FakeMedia,
  fakeClock,
  fakeEngine,
  fakeLog,
  fakeMedia,
} from './fakes.ts';

export type BenchSeat = {
  readonly seat: Seat;
  readonly clock: FakeClock;
  readonly log: FakeLog;
  readonly engine: FakeEngine;
  readonly media: FakeMedia;
  readonly centre: { listener: CentreListener; addresses: CentreAddress[]; pokes: number };
  readonly folder: string;
  readonly changes: SeatStateChange[];
  readonly tells: Tell[];
  /** Ends the turn: what was deferred runs. */
  readonly turn: () => void;
  readonly ask: <N extends RequestName>(name: N, params: RequestParams<N>) => Promise<Result<RequestReply<N>>>;
  /** The process is gone without a goodbye; the files stay. */
  readonly kill: () => void;
};

type Given = {
  readonly folder?: string;
  readonly afterCrash?: boolean;
  /** False: no screen is there yet. */
  readonly listens?: boolean;
  readonly clock?: FakeClock;
  readonly customers?: readonly Customer[];
  /** A store that fails somewhere. */
  readonly store?: (store: DeskStore) => DeskStore;
};

/** A seat on real SQLite files, with a clock, an engine, a page and a centre that the test moves. */
export function benchSeats(): { readonly start: (given?: Given) => BenchSeat } {
  const cleanUp: (() => void)[] = [];
  afterEach(() => {
    for (const undo of cleanUp.splice(0).reverse()) undo();
  });
  const ids = countingIds();

  function start(given: Given = {}): BenchSeat {
    const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'ninhao-seat-'));
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
    const journal = openJournal(join(folder, 'journal.db'));
    const cache = openCache(join(folder, 'cache.db'));
    let isClosed = false;
    const closeFiles = (): void => {
      if (isClosed) return;
      isClosed = true;
      journal.close();
      cache.close();
    };
    cleanUp.push(closeFiles);
    for (const customer of given.customers ?? []) insertCustomer(cache, customer, 1, JSON.stringify(customer));

    const clock = given.clock ?? fakeClock();
    const [log, engine, media] = [fakeLog(), fakeEngine(), fakeMedia()];
    const environment = readEnvironment({
      NINHAO_SEAT_DATA: folder,
      NINHAO_AGENT: '1001',
      NINHAO_CENTRE_URL: 'http://127.0.0.1:1',
    });
    if (!environment.ok) throw new Error(environment.error.detail);
    let deferred: (() => void)[] = [];
    const centre: BenchSeat['centre'] = { listener: noListener, addresses: [], pokes: 0 };
    const seat = createSeat({
      shell: 'web',
      clock,
      random: () => 0.5,
      newId: ids,
      log,
      defer: (run) => deferred.push(run),
      store: (given.store ?? ((whole) => whole))(createSeatStore(journal, () => cache, ids)),
      dialogs: dialogStore(journal),
      publishedPack: () => null,
      presence: presenceFile(folder),
      media: media.port,
      secrets: createFileSecrets(folder, () => undefined),
      connection: {
        file: ConnectionFile.parse({}),
        parse: parseConnection,
        resolve: (file) => resolveConnection(file, environment.value),
        write: () => undefined,
      },
      trustedCa: null,
      afterCrash: given.afterCrash ?? false,
      createEngine: engine.create,
      createCentre: (listener) => {
        centre.listener = listener;
        return fakeCentre(centre);
      },
    });
    const changes: SeatStateChange[] = [];
    const tells: Tell[] = [];
    const hear = (event: SeatEvent): void => {
      if (event.name === 'state') changes.push(event.payload);
      if (event.name === 'tell') tells.push(event.payload);
    };
    if (given.listens ?? true) seat.subscribe(hear);
    const turn = (): void => {
      while (deferred.length > 0) {
        const runs = deferred;
        deferred = [];
        for (const run of runs) run();
      }
    };
    turn();
    changes.length = 0;
    return {
      ...{ seat, clock, log, engine, media, centre, folder, changes, tells, turn, kill: closeFiles },
      ask: (name, params) => seat.handle(name, params) as Promise<Result<RequestReply<typeof name>>>,
    };
  }
  return { start };
}

const noListener: CentreListener = {
  onState: () => undefined,
  onSignedIn: () => undefined,
  onChanged: () => undefined,
  onArrived: () => undefined,
  onParked: () => undefined,
  onCacheRebuilt: () => undefined,
};

function fakeCentre(centre: BenchSeat['centre']): Centre {
  return {
    connect: (address) => {
      centre.addresses.push(address);
    },
    signIn: async () => ({ ok: true, value: {} }),
    signOut: async () => undefined,
    poke: () => {
      centre.pokes += 1;
    },
    close: async () => undefined,
  };
}

/** The first of the sample customers, with the number the fake call comes from. */
export function wang(change: Partial<Customer> = {}): Customer {
  return { ...sampleCustomer(0), phones: [{ number: '8613800005678', label: 'mobile' }], ...change };
}
