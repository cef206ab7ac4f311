import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { canonical } from '#shared/sync/same-value.ts';
import { simulatedCentre } from './centre.ts';
import type { Flaws } from './centre-tables.ts';
import { badNetwork } from './network.ts';
import { dice } from './random.ts';
import { type SimulatedSeat, simulatedSeat } from './seat.ts';
import { virtualTime } from './time.ts';

export type Size = { readonly seats: number; readonly operations: number };

export type Outcome = {
  readonly seed: number;
  readonly operations: number;
  readonly lost: number;
  readonly doubled: number;
  readonly diverged: number;
  /** What happened in the story: so that a pass is known to be no empty one. */
  readonly seen: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
};

const startMs = 1_795_000_000_000;
const Data = z.object({ comments: z.array(z.object({ id: z.string() })).catch([]) });

/**
 * One story from one seed: agents work on seats while the network loses, delays and doubles, seats and the centre die, caches lose
 * what was not flushed, and the centre is restored from a backup. Then everything heals, and all accounts are drawn up.
 */
export async function simulate(seed: number, size: Size, flaws: Flaws = {}): Promise<Outcome> {
  const random = dice(seed);
  const time = virtualTime(startMs);
  const centre = simulatedCentre(time, random, flaws);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ninhao-simulation-'));
  const problems: string[] = [];
  const seen: Record<string, number> = { crashes: 0, restores: 0, deaths: 0, outages: 0 };
  const count = (what: string): void => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  let bad = 1;
  let flickered = 0;
  const network = badNetwork(time, random, centre, () => bad);
  const workMs = 1000 * Math.max(90, size.operations * 3);
  const outages = new Map<string, number>();
  const seats: SimulatedSeat[] = Array.from({ length: size.seats }, (_, at) => {
    const name = `seat-${at}`;
    const connected = (): boolean => time.nowMs() >= (outages.get(name) ?? 0);
    return simulatedSeat({
      name,
      folder,
      time,
      dice: random,
      flaws,
      http: (alive) => network(alive, connected),
      problem: (text) => problems.push(text),
    });
  });
  const dead = new Set<SimulatedSeat>();
  const sometime = (run: () => void): void => void time.after(random.below(workMs), run);
  const times = (mean: number): number => Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0);

  for (const seat of seats) {
    for (let at = 0; at < size.operations; at++) {
      const work = (): void => {
        if (dead.has(seat)) time.after(3000, work);
        else seat.work();
      };
      sometime(work);
    }
    for (let at = times(1.5); at > 0; at--)
      sometime(() => {
        outages.set(seat.name, time.nowMs() + random.below(40_000));
        count('outages');
      });
    for (let at = times(1.2); at > 0; at--)
      sometime(() => {
        if (dead.has(seat)) return;
        count('deaths');
        seat.die(random.chance(0.5) ? 'kill' : 'power-cut');
        dead.add(seat);
        time.after(random.below(8000), () => {
          dead.delete(seat);
          seat.rise();
        });
      });
    for (let at = 0; at < 2; at++) sometime(() => (dead.has(seat) ? undefined : seat.flush()));
    for (let at = 0; at < 12; at++)
      sometime(() => {
        if (!dead.has(seat)) flickered += seat.lookAtScreen();
      });
  }
  for (let at = times(2); at > 0; at--)
    sometime(() => {
      centre.crash(500 + random.below(6000));
      count('crashes');
    });
  for (let at = times(1.3); at > 0; at--)
    sometime(() => {
      centre.backUp();
      time.after(random.below(workMs / 2), () => {
        centre.crash(4000);
        if (centre.restore()) count('restores');
      });
    });

  const passed = { ms: startMs };
  const run = async (ms: number): Promise<void> => {
    passed.ms += ms;
    await time.runUntil(passed.ms);
  };
  try {
    await run(workMs * 1.6 + 10_000);
    bad = 0;
    // A request lost just before (20 s) and the longest back-off behind it (60 s) end.
    await run(90_000);
    const settled = (): boolean => seats.every((seat) => seat.waiting() === 0);
    for (let minutes = 0; minutes < 20 && !settled(); minutes++) await run(60_000);
    // Whoever still waits for a base that no seat has must be decided when the grace is over.
    centre.endGrace();
    for (let minutes = 0; minutes < 20 && !settled(); minutes++) await run(60_000);
    // Two pulls more: each seat asks at least every 36 s beside the hints.
    await run(2 * 36_000);
    return { seed, seen, ...accounts(seats, centre.disk(), flickered, problems) };
  } finally {
    for (const seat of seats) seat.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Disk = ReturnType<ReturnType<typeof simulatedCentre>['disk']>;

/** Operations that are nowhere though the seat counts on them, and tickets that are not at the centre. */
function lostOf(seat: SimulatedSeat, disk: Disk): string[] {
  const states = new Map(seat.operations().map((operation) => [operation.op_id, operation]));
  const isLost = (opId: string): boolean => {
    const operation = states.get(opId);
    if (operation === undefined || operation.state === 'waiting') return true;
    if (operation.outcome === 'conflict') return !disk.records.has(`conflict ${opId}`);
    return operation.state === 'done' && !disk.taken.has(opId);
  };
  return [...seat.made.filter(isLost), ...seat.created.filter((id) => !disk.records.has(`ticket ${id}`))];
}

/** How often each comment that the centre took stands in its ticket. */
function commentCounts(seat: SimulatedSeat, disk: Disk): (readonly [opId: string, times: number])[] {
  return [...seat.comments]
    .filter(([opId]) => disk.taken.has(opId))
    .map(([opId, ticketId]) => {
      const data = Data.parse(disk.records.get(`ticket ${ticketId}`)?.data ?? {});
      return [opId, data.comments.filter(({ id }) => id === opId).length] as const;
    });
}

const lineOf = (row: { entity: string; id: string; version: number }, data: unknown): string =>
  `${row.entity} ${row.id} ${row.version} ${canonical(data)}`;

/** The first row in which a seat differs from the centre; null where all are equal. */
function differenceOf(seat: SimulatedSeat, disk: Disk): string | null {
  const here = new Set(seat.rows().map((row) => lineOf(row, JSON.parse(row.data))));
  const there = new Set([...disk.records.values()].map((row) => lineOf(row, row.data)));
  const missing = [...there].find((line) => !here.has(line));
  const surplus = [...here].find((line) => !there.has(line));
  if (missing === undefined && surplus === undefined) return null;
  return `${seat.name} has ${surplus?.slice(0, 300) ?? 'nothing'} for ${missing?.slice(0, 300) ?? 'nothing'}`;
}

function accounts(
  seats: readonly SimulatedSeat[],
  disk: Disk,
  flickered: number,
  failures: readonly string[],
): Pick<Outcome, 'operations' | 'lost' | 'doubled' | 'diverged' | 'problems'> {
  const lost = new Set(seats.flatMap((seat) => lostOf(seat, disk)));
  const doubled = new Set([...disk.taken].filter(([, times]) => times > 1).map(([opId]) => opId));
  for (const [opId, times] of seats.flatMap((seat) => commentCounts(seat, disk))) {
    if (times === 0) lost.add(opId);
    if (times > 1) doubled.add(opId);
  }
  const differences = seats.flatMap((seat) => differenceOf(seat, disk) ?? []);
  const problems = [...failures, ...differences];
  if (flickered > 0) problems.push(`${flickered} changes were gone from the screen for a while`);
  return {
    operations: seats.reduce((sum, seat) => sum + seat.made.length, 0),
    lost: lost.size + flickered,
    doubled: doubled.size,
    // A seat whose line failed by itself has not kept up, whatever its rows say.
    diverged: differences.length + failures.length,
    problems,
  };
}
