import { describe, expect, it } from 'vitest';
import {
  type CallRecord,
  earlierCalls,
  insertCall,
  listCalls,
  markCallsSeen,
  missedUnseen,
  today,
  updateCall,
} from '#electron/seat/db/queries/calls.ts';
import { dialogStore } from '#electron/seat/db/queries/dialogs.ts';
import { seatIdOf } from '#electron/seat/db/queries/meta.ts';
import { readSettings, writeSettings } from '#electron/seat/db/queries/settings.ts';
import type { SavedDialog } from '#electron/seat/sip/engine.ts';
import { defaultSettings } from '#shared/bridge/settings.ts';
import { CallId } from '#shared/call/call.ts';
import { seatFiles } from './files.ts';

const files = seatFiles();
const callOf = (id: string, offeredAtMs: number, patch: Partial<CallRecord> = {}): CallRecord => ({
  id: CallId.parse(id),
  direction: 'in',
  party: { number: '8613800005678', displayName: '' },
  customerId: null,
  customerName: null,
  queueName: null,
  offeredAtMs,
  answeredAtMs: null,
  endedAtMs: null,
  heldMs: 0,
  reason: null,
  elsewhere: null,
  practice: false,
  ...patch,
});
const missed = { endedAtMs: 20, reason: 'cancelled-by-caller' } as const;

describe('the call log', () => {
  it('lists newest first, in pages, and missed ones alone', () => {
    const { journal } = files.open();
    insertCall(journal, callOf('a', 1, missed));
    insertCall(journal, callOf('b', 2, { answeredAtMs: 3, endedAtMs: 9, reason: 'hung-up-there' }));
    insertCall(journal, callOf('c', 3, missed));
    expect(listCalls(journal, { limit: 2 }).map((c) => c.id)).toEqual(['c', 'b']);
    expect(listCalls(journal, { limit: 9, beforeMs: 3 }).map((c) => c.id)).toEqual(['b', 'a']);
    expect(listCalls(journal, { limit: 9, missedOnly: true }).map((c) => c.id)).toEqual(['c', 'a']);
  });

  it('changes a call and says when there is none', () => {
    const { journal } = files.open();
    insertCall(journal, callOf('a', 1));
    expect(updateCall(journal, 'a', { answeredAtMs: 5, customerName: '王秀兰' })).toBe(true);
    expect(listCalls(journal, { limit: 1 })).toMatchObject([{ answeredAtMs: 5, customerName: '王秀兰', offeredAtMs: 1 }]);
    expect(updateCall(journal, 'nobody', { heldMs: 1 })).toBe(false);
  });

  it.each([
    ['cancelled-by-caller', true],
    ['not-answered', true],
    ['declined-not-ready', true],
    ['lost', true],
    ['answered-elsewhere', false],
    ['declined', false],
    ['redirected', false],
  ] as const)('counts an unanswered call that ended by %s as missed: %s', (reason, isMissed) => {
    const { journal } = files.open();
    insertCall(journal, callOf('a', 1, { endedAtMs: 2, reason }));
    expect(missedUnseen(journal)).toBe(isMissed ? 1 : 0);
    expect(listCalls(journal, { limit: 1 })[0]?.toCallBack).toBe(isMissed);
  });

  it('forgets the badge once seen, but not the call-back', () => {
    const { journal } = files.open();
    insertCall(journal, callOf('a', 1, missed));
    expect(markCallsSeen(journal)).toBe(1);
    expect(missedUnseen(journal)).toBe(0);
    expect(listCalls(journal, { limit: 1 })[0]?.toCallBack).toBe(true);
  });

  it('takes a missed call as called back after a call out, or when the caller got through', () => {
    const { journal } = files.open();
    insertCall(journal, callOf('a', 1, missed));
    insertCall(journal, callOf('b', 30, { direction: 'out' }));
    expect(listCalls(journal, { limit: 9 }).find((c) => c.id === 'a')?.toCallBack).toBe(false);
  });

  it('counts earlier calls of a number', () => {
    const { journal } = files.open();
    for (const at of [1, 2, 3]) insertCall(journal, callOf(`a${at}`, at));
    expect(earlierCalls(journal, '8613800005678', 3)).toBe(2);
    expect(earlierCalls(journal, '8610', 3)).toBe(0);
  });

  it('sums up the day', () => {
    const { journal } = files.open();
    insertCall(journal, callOf('y', 5, missed));
    insertCall(journal, callOf('a', 1000, { answeredAtMs: 11_000, endedAtMs: 71_000, heldMs: 10_000, reason: 'hung-up-there' }));
    insertCall(journal, callOf('b', 2000, { answeredAtMs: 22_000, endedAtMs: 32_000, reason: 'hung-up-here' }));
    insertCall(journal, callOf('c', 3000, { ...missed, endedAtMs: 9000 }));
    insertCall(journal, callOf('d', 4000, { direction: 'out' }));
    expect(today(journal, 1000)).toEqual({ answered: 2, missed: 1, placed: 1, within15s: 1, talkMs: 60_000, tickets: 0 });
  });
});

describe('settings', () => {
  it('are the defaults until changed, and a change keeps the rest', () => {
    const { journal } = files.open();
    expect(readSettings(journal)).toEqual(defaultSettings);
    writeSettings(journal, { ringVolume: 0.2 });
    expect(writeSettings(journal, { theme: 'dark' })).toEqual({ ...defaultSettings, ringVolume: 0.2, theme: 'dark' });
  });

  it('that an older file holds wrongly fall back one by one', () => {
    const { journal } = files.open();
    journal.run({ name: 'test', sql: 'INSERT INTO meta (key, value) VALUES (?, ?)' }, [
      'settings',
      '{"ringVolume":7,"theme":"dark","gone":1}',
    ]);
    expect(readSettings(journal)).toEqual({ ...defaultSettings, theme: 'dark' });
  });
});

describe('dialogs', () => {
  const dialog: SavedDialog = {
    callId: CallId.parse('a'),
    sipCallId: 's',
    localTag: 'l',
    remoteTag: 'r',
    remoteTarget: 'sip:x@y',
    call: {
      ...callOf('a', 1),
      phase: 'dialling',
      dialled: null,
      queue: null,
      linkedId: null,
      kind: 'direct',
    } as SavedDialog['call'],
    savedAtMs: 5,
  };

  it('are kept until removed', () => {
    const store = dialogStore(files.open().journal);
    store.put(dialog);
    store.put({ ...dialog, remoteTag: 'r2' });
    expect(store.list()).toMatchObject([{ callId: 'a', remoteTag: 'r2' }]);
    store.remove(dialog.callId);
    expect(store.list()).toEqual([]);
  });
});

describe('the seat id', () => {
  it('is made once', () => {
    const { journal } = files.open();
    let made = 0;
    const newId = (): string => `seat-${++made}`;
    expect([seatIdOf(journal, newId), seatIdOf(journal, newId)]).toEqual(['seat-1', 'seat-1']);
  });
});
