import { z } from 'zod';

/** Where a seat stands in the order of changes: behind this transaction's change of this number. Opaque to seats. */
export type Cursor = { readonly epoch: string; readonly xid: string; readonly seq: string };

const Parts = z.tuple([z.string().min(1).max(64), z.string().regex(/^\d{1,20}$/), z.string().regex(/^\d{1,19}$/)]);

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.epoch, cursor.xid, cursor.seq])).toString('base64url');
}

/** '' starts from nothing. Null: this is no cursor of ours. */
export function readCursor(text: string, epoch: string): Cursor | null {
  if (text === '') return { epoch, xid: '0', seq: '0' };
  try {
    const [itsEpoch, xid, seq] = Parts.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { epoch: itsEpoch, xid, seq };
  } catch {
    return null; // not base64url of our JSON
  }
}
