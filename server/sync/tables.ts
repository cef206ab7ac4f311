import type { FieldConflict, Overruled } from '#shared/sync/merge.ts';
import type { Operation, OperationOutcome } from '#shared/sync/wire.ts';
import type { Held } from './decide.ts';

/** An answer that was given before, with the seat it was given to. */
export type KnownAnswer = OperationOutcome & { readonly seatId: string };

export type RowWrite = {
  readonly entity: string;
  readonly id: string;
  /** What it will have: 1 for a row that is made. */
  readonly version: number;
  readonly isNew: boolean;
  readonly data: Readonly<Record<string, unknown>>;
};

export type Answer = {
  readonly operation: Operation;
  readonly outcome: OperationOutcome;
  readonly conflicts: readonly FieldConflict[];
  readonly overruled: readonly Overruled[];
};

/** Set when the database was restored from a backup. */
export type Restored = {
  /** Versions given after the restore begin here, above all that the lost time may have given. 0: never restored. */
  readonly versionFloor: number;
  /** Seats are still sending again what the backup does not have. */
  readonly recently: boolean;
};

/** One write transaction over the tables of sync, as `pushOperations` needs it. PostgreSQL has one; the simulation has another. */
export type SyncTables = {
  /** One batch of a seat at a time: the second of two equal ones finds the answers of the first. */
  readonly lockSeat: (seatId: string) => Promise<void>;
  readonly restored: () => Promise<Restored>;
  readonly knownAnswers: (opIds: readonly string[]) => Promise<Map<string, KnownAnswer>>;
  /** The rows meant by these operations by `keyOf`, locked in one order so that two seats never wait for each other. */
  readonly lockRows: (operations: readonly Operation[]) => Promise<Map<string, Held>>;
  /** Writes the final state of each changed row. Returns the keys of new rows that another seat made meanwhile: they were not written. */
  readonly writeRows: (writes: readonly RowWrite[]) => Promise<Set<string>>;
  readonly keepAnswers: (answers: readonly Answer[]) => Promise<void>;
  /** Notes the numbers of a batch; returns how many are missing before it. */
  readonly noteSequence: (seatId: string, first: number, last: number) => Promise<number>;
};

export const keyOf = (entity: string, id: string): string => `${entity} ${id}`;
