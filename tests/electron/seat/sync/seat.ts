import { v7 } from 'uuid';
import type { Cache } from '#electron/seat/db/cache.ts';
import { type Journal, openJournal } from '#electron/seat/db/journal.ts';
import { saveTicket } from '#electron/seat/db/queries/tickets.ts';
import { openRows } from '#electron/seat/db/rows/rows.ts';
import { createOutbox } from '#electron/seat/outbox-store.ts';
import type { CentreHttp } from '#electron/seat/sync/http.ts';
import { createSync, type Sync } from '#electron/seat/sync/sync.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import type { CentreState } from '#shared/bridge/state.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import type { Ticket } from '#shared/ticket/ticket.ts';

/** Time that passes when the test says so. `settle` lets everything happen that needs no time. */
export function fakeTime() {
  let now = 1_795_000_000_000;
  let timers: { at: number; run: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn++) await new Promise((done) => setImmediate(done));
  };
  return {
    clock: {
      nowMs: () => now,
      after: (ms: number, run: () => void) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
    settle,
    nextTimerMs: () => (timers.length === 0 ? null : Math.min(...timers.map((timer) => timer.at)) - now),
    pass: async (ms: number) => {
      const until = now + ms;
      await settle();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = Math.max(now, due.at);
        timers = timers.filter((timer) => timer !== due);
        due.run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}

export type TestSeat = {
  readonly journal: Journal;
  readonly cache: () => Cache;
  readonly sync: Sync;
  readonly states: CentreState[];
  readonly events: string[];
  readonly state: () => CentreState;
  readonly save: (n: number) => Ticket;
};

/** A seat's two files and its line to a centre, without the rest of the seat. */
export function testSeat(
  folder: string,
  options: {
    readonly createHttp: (url: string) => CentreHttp;
    readonly clock: { nowMs: () => number; after: (ms: number, run: () => void) => () => void };
    readonly random?: () => number;
    readonly session?: { text: string | null };
  },
): TestSeat {
  const journal = openJournal(`${folder}/journal.db`);
  const session = options.session ?? { text: null };
  const states: CentreState[] = [];
  const events: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string, fields?: Record<string, unknown>) => events.push(`error ${event} ${fields?.reason}`),
  };
  const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));
  // Steps of a fixed size, however busy the machine is.
  const elapsedMs = (): number => 0;
  const rows = openRows({ path: `${folder}/cache.db`, threadProgram: null, log, breathe, elapsedMs });
  const sync = createSync(
    {
      outbox: createOutbox(journal, v7),
      rows,
      createHttp: options.createHttp,
      sessionStore: {
        read: () => session.text,
        write: (text) => {
          session.text = text;
        },
      },
      clock: options.clock,
      random: options.random ?? (() => 0.5),
      log,
      breathe,
      elapsedMs,
    },
    {
      onState: (state) => states.push(state),
      onSignedIn: (who) => events.push(`signed-in ${who?.agentNumber ?? 'nobody'}`),
      onChanged: (what) => events.push(`changed ${what}`),
      onArrived: (number) => events.push(`arrived ${number ?? 'several'}`),
      onParked: (number) => events.push(`parked ${number ?? 'several'}`),
      onCacheRebuilt: () => events.push('cache-rebuilt'),
    },
  );
  return {
    journal,
    cache: rows.cache,
    sync,
    states,
    events,
    state: () => {
      const last = states.at(-1);
      if (!last) throw new Error('the line has told nothing yet');
      return last;
    },
    save: (n) => {
      const nowMs = options.clock.nowMs();
      const ticket: Ticket = { ...sampleTicket(n, nowMs), id: v7(), number: `GD-${n}` };
      saveTicket(journal, { ticket, operation: createTicketOperation(ticket, v7(), nowMs), draftId: null });
      sync.poke();
      return ticket;
    },
  };
}
