import { describe, expect, test } from 'vitest';
import { createDeferred } from '#electron/seat/desk/deferred.ts';
import { createStateFeed } from '#electron/seat/desk/state-feed.ts';
import type { SeatStateChange } from '#shared/bridge/state.ts';
import { benchSeats } from './bench-seat.ts';
import { fakeLog } from './fakes.ts';

const { start } = benchSeats();

function feed() {
  const sent: SeatStateChange[] = [];
  let deferred: (() => void)[] = [];
  const made = createStateFeed(
    start().seat.state(),
    (change) => sent.push(change),
    (run) => deferred.push(run),
  );
  const turn = (): void => {
    const runs = deferred;
    deferred = [];
    for (const run of runs) run();
  };
  return { ...made, sent, turn };
}

describe('changes of the state', () => {
  test('of one turn leave as one, with the last value of each key', () => {
    const { set, sent, turn } = feed();
    set({ missedUnseen: 1 });
    set({ missedUnseen: 2, pbx: { label: 'x', practice: true } });
    expect(sent).toEqual([]);
    turn();
    expect(sent).toEqual([{ missedUnseen: 2, pbx: { label: 'x', practice: true } }]);
  });

  test('that change nothing are not sent, though the objects are new', () => {
    const { get, set, sent, turn } = feed();
    set({ settings: { ...get().settings }, drafts: [] });
    turn();
    expect(sent).toEqual([]);
  });

  test('sent at once are not sent again at the end of the turn', () => {
    const { set, flush, sent, turn } = feed();
    set({ missedUnseen: 3 });
    flush();
    turn();
    expect(sent).toEqual([{ missedUnseen: 3 }]);
  });

  test('are in the state before they are sent', () => {
    const { get, set } = feed();
    set({ missedUnseen: 4 });
    expect(get().missedUnseen).toBe(4);
  });
});

describe('writes that nobody waits for', () => {
  test('run in order at the end of the turn, or when somebody has to read what they wrote', () => {
    const ran: string[] = [];
    let end: (() => void) | null = null;
    const { later, settle } = createDeferred(
      (run) => {
        end = run;
      },
      fakeLog(),
      () => ran.push('full'),
    );
    later(() => ran.push('a'));
    later(() => ran.push('b'));
    expect(ran).toEqual([]);
    settle();
    expect(ran).toEqual(['a', 'b']);
    (end as (() => void) | null)?.();
    expect(ran).toEqual(['a', 'b']);
  });

  test('one that fails is logged and keeps no other from running', () => {
    const ran: string[] = [];
    const log = fakeLog();
    const { later, settle } = createDeferred(
      () => undefined,
      log,
      () => ran.push('full'),
    );
    later(() => {
      throw new Error('no such column');
    });
    later(() => ran.push('b'));
    settle();
    expect(ran).toEqual(['b']);
    expect(log.lines.map(({ event }) => event)).toEqual(['journal.write-failed']);
  });
});
