import { z } from 'zod';
import { StoredPage } from './page.ts';

/** What the seat's thread asks of the one that stores rows. `forget` closes the file, so that it can be removed. */
export const Job = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('store'), id: z.number().int(), path: z.string(), text: z.string(), askedCursor: z.string() }),
  z.object({ kind: z.literal('forget'), id: z.number().int() }),
]);
export type Job = z.infer<typeof Job>;

/** Why a page was not stored: no page of a centre, the file has gone on to another cursor, or it is damaged. Nothing was written. */
export const StoreRefusal = z.enum(['not-a-page', 'stale', 'damaged']);
export type StoreRefusal = z.infer<typeof StoreRefusal>;

export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), id: z.number().int(), page: StoredPage }),
  z.object({ kind: z.literal('refused'), id: z.number().int(), code: StoreRefusal }),
  z.object({ kind: z.literal('forgotten'), id: z.number().int() }),
  /** A bug, or a disk that refuses. */
  z.object({ kind: z.literal('failed'), id: z.number().int(), reason: z.string() }),
]);
export type Answer = z.infer<typeof Answer>;
