import { type Operation, paths, UpReply, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { CentreHttp } from './http.ts';
import { largestBatch, largestBatchBytes, nextBatchSize } from './pace.ts';
import type { Outbox, Settled } from './ports.ts';
import { askCentre, type Trouble } from './request.ts';
import type { Session } from './session.ts';

type Pushed =
  /** more: there are further operations waiting. */
  | { readonly ok: true; readonly settled: readonly Settled[]; readonly more: boolean }
  | { readonly ok: false; readonly trouble: Trouble };

/** Room for the envelope around the operations. */
const bytesOfOperations = largestBatchBytes - 16 * 1024;

export type Pusher = {
  /** Sends one batch and writes down the answers. */
  readonly pushOnce: () => Promise<Pushed>;
};

/** Operations up: in the order they were made, each answered, none lost, whatever the network does to question and answer. */
export function createPusher(options: {
  readonly outbox: Outbox;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly nowMs: () => number;
}): Pusher {
  const { outbox, http, session, nowMs } = options;
  const { seatId } = outbox;
  let batchSize = 100;

  /** The centre will not have this batch as a whole: smaller ones find the operation at fault, and that one is parked. */
  const refused = (batch: readonly Operation[], trouble: Trouble): Pushed => {
    if (batch.length > 1) {
      batchSize = nextBatchSize(batch.length, 'too-much');
      return { ok: true, settled: [], more: true };
    }
    const reason = trouble.code === '' ? `status ${trouble.status}` : trouble.code;
    const outcomes = batch.map(({ opId }) => ({ opId, outcome: 'rejected' as const, version: null, reason }));
    return { ok: true, settled: outbox.settle(batch, outcomes, nowMs()), more: true };
  };

  return {
    pushOnce: async () => {
      const batch = outbox.pending(Math.min(batchSize, largestBatch), bytesOfOperations);
      if (batch.length === 0) return { ok: true, settled: [], more: false };
      const body = { seatId, wireVersion: WIRE_VERSION, epoch: outbox.epoch(), operations: batch };
      const asked = await askCentre(http, session, paths.up, body, UpReply);
      if (!asked.ok) {
        const { trouble } = asked;
        if (trouble.kind === 'refused' && (trouble.status === 413 || trouble.status === 400)) return refused(batch, trouble);
        if (trouble.kind === 'unreachable') batchSize = nextBatchSize(batchSize, 'too-much');
        return asked;
      }
      outbox.noteEpoch(asked.value.epoch);
      const settled = outbox.settle(batch, asked.value.outcomes, nowMs());
      batchSize = nextBatchSize(batchSize, 'well');
      if (settled.length === 0)
        return { ok: false, trouble: { kind: 'server-error', code: 'nothing-settled', status: 200, retryAfterMs: null } };
      return { ok: true, settled, more: outbox.pending(1, 1).length > 0 };
    },
  };
}
