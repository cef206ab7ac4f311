import type { HintListener, HttpReply } from '#electron/seat/sync/http.ts';
import type { Ask } from '#server/db/database.ts';
import { readCursor } from '#server/sync/cursor.ts';
import { pullPage } from '#server/sync/pull.ts';
import { takeBatch } from '#server/sync/push.ts';
import { DownRequest, Operation, paths, UpRequest } from '#shared/sync/wire.ts';
import { copyOf, type Disk, emptyDisk, type Flaws, tablesInMemory } from './centre-tables.ts';
import type { Dice } from './random.ts';
import type { Time } from './time.ts';

const reply = (status: number, body: unknown): HttpReply => ({ status, text: JSON.stringify(body), retryAfterMs: null });
const refusal = (status: number, code: string): HttpReply => reply(status, { error: { code, message: '' } });
/** No longer than transactions are let run (server/db). */
const longestTransactionMs = 12_000;

export type Centre = ReturnType<typeof simulatedCentre>;

/** The centre: its own decisions and pages over tables in memory, which it can lose half of a transaction of, or a day. */
export function simulatedCentre(time: Time, random: Dice, flaws: Flaws) {
  let disk = emptyDisk();
  let backup: Disk | null = null;
  let up = true;
  let life = 0;
  let lives = 0;
  const tables = tablesInMemory(() => disk, flaws);
  const listeners = new Map<HintListener, () => boolean>();
  const pause = (ms: number): Promise<void> => new Promise((done) => time.after(ms, done));

  const announce = (): void => {
    for (const [listener, hears] of listeners)
      time.after(random.below(200), () => {
        if (listeners.has(listener) && hears()) listener.onHint();
      });
  };

  const take = async (seatId: string, body: unknown): Promise<HttpReply> => {
    const request = UpRequest.extend({ operations: Operation.array() }).parse(body);
    const transaction = tables.begin({ agentNumber: '1001', seatId, role: 'agent', team: 'a', expiresAtMs: 0 });
    try {
      await pause(random.below(20));
      const outcomes = await takeBatch(
        transaction.tables,
        { agentNumber: '1001', seatId, role: 'agent', team: 'a', expiresAtMs: 0 },
        request.operations,
      );
      await pause(random.chance(0.1) ? random.below(longestTransactionMs) : random.below(60));
      transaction.commit();
      announce();
      const answered = request.operations.map(
        ({ opId }) => outcomes.get(opId) ?? { opId, outcome: 'retry', version: null, reason: null },
      );
      return reply(200, { epoch: disk.epoch, outcomes: answered });
    } finally {
      transaction.abort();
    }
  };

  /** Stands for the one statement of pull.ts: what is behind the cursor and before the fence, in order. */
  const changes: Ask = async <Row>(_sql: string, values: readonly unknown[] = []) => {
    const [xid, seq, limit] = values.map(Number) as [number, number, number];
    const fence = tables.fence();
    const rows = [...disk.records.values()]
      .filter((row) => (row.xid > xid || (row.xid === xid && row.seq > seq)) && row.xid < fence)
      .sort((a, b) => a.xid - b.xid || a.seq - b.seq)
      .slice(0, limit);
    return rows.map(({ fieldVersions: _, ...row }) => ({
      ...row,
      data: JSON.stringify(row.data),
      xid: String(row.xid),
      seq: String(row.seq),
    })) as Row[];
  };

  const page = async (body: unknown): Promise<HttpReply> => {
    const { cursor: text, limit } = DownRequest.parse(body);
    const cursor = readCursor(text, disk.epoch);
    if (cursor === null) return refusal(400, 'bad-cursor');
    if (cursor.epoch !== disk.epoch) return refusal(409, 'epoch-changed');
    return { status: 200, text: (await pullPage(changes, cursor, limit, null)).body, retryAfterMs: null };
  };

  const signIn = (seatId: string): HttpReply =>
    reply(200, {
      identity: { agentNumber: '1001', name: '周敏', role: 'agent', team: 'a', brand: 'b', outgoingNumbers: [] },
      accessToken: seatId,
      accessExpiresAtMs: 1e15,
      refreshToken: seatId,
      sip: null,
      serverTimeMs: 0,
    });

  return {
    disk: () => disk,
    isUp: () => up,
    /** Null: the centre was not there, or stopped before it could answer. */
    answer: async (path: string, body: Readonly<Record<string, unknown>>, token: string | null): Promise<HttpReply | null> => {
      if (!up) return null;
      const bornIn = life;
      try {
        const answer =
          path === paths.up
            ? await take(token ?? '', body)
            : path === paths.down
              ? await page(body)
              : signIn(String(body.seatId));
        return bornIn === life ? answer : null;
      } catch (error) {
        if (bornIn !== life) return null;
        throw error;
      }
    },
    listen: (listener: HintListener, hears: () => boolean): (() => void) => {
      listeners.set(listener, hears);
      return () => listeners.delete(listener);
    },
    crash: (awayMs: number): void => {
      if (!up) return;
      up = false;
      life += 1;
      tables.crash();
      const lost = [...listeners.keys()];
      listeners.clear();
      for (const listener of lost) listener.onClose();
      time.after(awayMs, () => {
        up = true;
      });
    },
    backUp: (): void => {
      backup = copyOf(disk);
    },
    /** Only while it is down: what came after the backup is gone. As server/db/restored.ts does it. */
    restore: (): boolean => {
      if (up || backup === null) return false;
      lives += 1;
      disk = copyOf(backup);
      disk.epoch = `epoch-${lives}`;
      disk.floor = lives * 1_000_000;
      disk.recently = true;
      backup = copyOf(disk);
      return true;
    },
    endGrace: (): void => {
      disk.recently = false;
    },
  };
}
