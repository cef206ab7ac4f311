import type { Result } from '#shared/result.ts';
import type { Operation, OperationOutcome } from '#shared/sync/wire.ts';

/** An operation that was answered for good. */
export type Settled = { readonly operation: Operation; readonly place: 'done' | 'parked' };

/** What the line needs of the journal. */
export type Outbox = {
  /** This installation's own id. */
  readonly seatId: string;
  readonly counts: () => { readonly waiting: number; readonly parked: number };
  /** The next ones in the order of making: at most so many and so many bytes, but always one if there is one. */
  readonly pending: (limit: number, maxBytes: number) => readonly Operation[];
  /** Writes the answers down in one transaction. An answer to an operation that is not of the batch changes nothing. */
  readonly settle: (batch: readonly Operation[], outcomes: readonly OperationOutcome[], nowMs: number) => readonly Settled[];
  readonly epoch: () => string | null;
  /** A restored centre has another epoch: what it acknowledged before may be gone, and waits again. */
  readonly noteEpoch: (epoch: string) => void;
  /** Forgets what was acknowledged before a moment. Returns how many. */
  readonly forgetSettled: (beforeMs: number) => number;
};

/** What the line needs of the rows of the centre. */
export type RowStore = {
  /** The file was damaged when it was opened, and began from nothing. */
  readonly rebuilt: () => boolean;
  /** What the next page is asked with; '' begins from nothing. */
  readonly cursor: () => Result<string, 'damaged'>;
  /** Of the first load; null when it is done. */
  readonly loading: () => { readonly rows: number; readonly total: number | null } | null;
  /** Stores a page as it came, rows and cursor together or not at all. `stale`: the rows have gone on to another cursor. */
  readonly store: (
    text: string,
    askedCursor: string,
  ) => Promise<
    Result<
      { readonly rows: number; readonly unreadable: number; readonly more: boolean; readonly epoch: string },
      'not-a-page' | 'stale' | 'damaged'
    >
  >;
  readonly rebuild: () => Promise<void>;
};
