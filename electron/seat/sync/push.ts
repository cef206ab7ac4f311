import { type Operation, type OperationOutcome, paths, UpReply, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { Journal } from '../db/journal.ts';
import { readMeta, writeMeta } from '../db/queries/meta.ts';
import { pendingOperations, reopenSettled, settleOperation } from '../db/queries/outbox.ts';
import type { CentreHttp } from './http.ts';
import { largestBatch, largestBatchBytes, nextBatchSize } from './pace.ts';
import { askCentre, type Trouble } from './request.ts';
import type { Session } from './session.ts';

export type Settled = {
  readonly operation: Operation;
  readonly place: 'done' | 'parked';
};

type Pushed =
  /** more: there are further operations waiting. */
  | { readonly ok: true; readonly settled: readonly Settled[]; readonly more: boolean }
  | { readonly ok: false; readonly trouble: Trouble };

/** Room for the envelope around the operations. */
const bytesOfOperations = largestBatchBytes - 16 * 1024;

export type Pusher = {
  /** Sends one batch and writes down the answers. */
  readonly pushOnce: () => Promise<Pushed>;
  /** The centre's epoch, from whatever it answered. */
  readonly noteEpoch: (epoch: string) => void;
};

/** Operations up: in the order they were made, each answered, none lost, whatever the network does to question and answer. */
export function createPusher(options: {
  readonly journal: Journal;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly seatId: string;
  readonly nowMs: () => number;
}): Pusher {
  const { journal, http, session, seatId, nowMs } = options;
  let batchSize = 100;

  const settle = (batch: readonly Operation[], outcomes: readonly OperationOutcome[]): Settled[] => {
    const byId = new Map(batch.map((operation) => [operation.opId, operation]));
    return journal.transaction(() =>
      outcomes.flatMap((outcome) => {
        const operation = byId.get(outcome.opId);
        if (operation === undefined) return [];
        const place = settleOperation(journal, outcome, nowMs());
        return place === 'done' || place === 'parked' ? [{ operation, place }] : [];
      }),
    );
  };

  /** A restored centre has another epoch: what it acknowledged before may be gone, and is sent again. */
  const noteEpoch = (epoch: string): void => {
    journal.transaction(() => {
      const known = readMeta(journal, 'epoch');
      if (known === epoch) return;
      if (known !== null) reopenSettled(journal);
      writeMeta(journal, 'epoch', epoch);
    });
  };

  /** The centre will not have this batch as a whole: smaller ones find the operation at fault, and that one is parked. */
  const refused = (batch: readonly Operation[], trouble: Trouble): Pushed => {
    if (batch.length > 1) {
      batchSize = nextBatchSize(batch.length, 'too-much');
      return { ok: true, settled: [], more: true };
    }
    const reason = trouble.code === '' ? `status ${trouble.status}` : trouble.code;
    const outcomes = batch.map(({ opId }) => ({ opId, outcome: 'rejected' as const, version: null, reason }));
    return { ok: true, settled: settle(batch, outcomes), more: true };
  };

  return {
    noteEpoch,
    pushOnce: async () => {
      const batch = pendingOperations(journal, Math.min(batchSize, largestBatch), bytesOfOperations);
      if (batch.length === 0) return { ok: true, settled: [], more: false };
      const body = { seatId, wireVersion: WIRE_VERSION, epoch: readMeta(journal, 'epoch'), operations: batch };
      const asked = await askCentre(http, session, paths.up, body, UpReply);
      if (!asked.ok) {
        const { trouble } = asked;
        if (trouble.kind === 'refused' && (trouble.status === 413 || trouble.status === 400)) return refused(batch, trouble);
        if (trouble.kind === 'unreachable') batchSize = nextBatchSize(batchSize, 'too-much');
        return asked;
      }
      noteEpoch(asked.value.epoch);
      const settled = settle(batch, asked.value.outcomes);
      batchSize = nextBatchSize(batchSize, 'well');
      if (settled.length === 0)
        return { ok: false, trouble: { kind: 'server-error', code: 'nothing-settled', status: 200, retryAfterMs: null } };
      return { ok: true, settled, more: pendingOperations(journal, 1, 1).length > 0 };
    },
  };
}
