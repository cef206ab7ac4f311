import type { Journal } from './db/journal.ts';
import { readMeta, seatIdOf, writeMeta } from './db/queries/meta.ts';
import { forgetSettled, outboxCounts, pendingOperations, reopenSettled, settleOperation } from './db/queries/outbox.ts';
import type { NewId } from './ports.ts';
import type { Outbox } from './sync/ports.ts';

/** The line's outbox over the journal. */
export function createOutbox(journal: Journal, newId: NewId): Outbox {
  return {
    seatId: seatIdOf(journal, newId),
    counts: () => outboxCounts(journal),
    pending: (limit, maxBytes) => pendingOperations(journal, limit, maxBytes),
    settle: (batch, outcomes, nowMs) => {
      const byId = new Map(batch.map((operation) => [operation.opId, operation]));
      return journal.transaction(() =>
        outcomes.flatMap((outcome) => {
          const operation = byId.get(outcome.opId);
          if (operation === undefined) return [];
          const place = settleOperation(journal, outcome, nowMs);
          return place === 'done' || place === 'parked' ? [{ operation, place }] : [];
        }),
      );
    },
    epoch: () => readMeta(journal, 'epoch'),
    noteEpoch: (epoch) => {
      journal.transaction(() => {
        const known = readMeta(journal, 'epoch');
        if (known === epoch) return;
        if (known !== null) reopenSettled(journal);
        writeMeta(journal, 'epoch', epoch);
      });
    },
    forgetSettled: (beforeMs) => forgetSettled(journal, beforeMs),
  };
}
