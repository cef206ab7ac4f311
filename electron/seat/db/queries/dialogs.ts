import { z } from 'zod';
import { Call, CallId } from '#shared/call/call.ts';
import type { DialogStore, SavedDialog } from '../../sip/engine.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';

const Dialog = z.object({
  callId: CallId,
  sipCallId: z.string(),
  localTag: z.string(),
  remoteTag: z.string(),
  remoteTarget: z.string(),
  call: Call,
  savedAtMs: z.number(),
});

const put: Query = {
  name: 'dialogs.put',
  sql: `INSERT INTO dialog (call_id, saved_at_ms, data) VALUES (?, ?, ?)
        ON CONFLICT (call_id) DO UPDATE SET saved_at_ms = excluded.saved_at_ms, data = excluded.data`,
};
const remove: Query = { name: 'dialogs.remove', sql: 'DELETE FROM dialog WHERE call_id = ?' };
const list: Query = { name: 'dialogs.list', sql: 'SELECT data FROM dialog ORDER BY saved_at_ms' };
const DataRow = z.object({ data: z.string() });

/** Keeps the way back into a call after a crash of the whole seat. */
function putDialog(journal: WriteDb<'journal'>, dialog: SavedDialog): void {
  journal.run(put, [dialog.callId, wholeMs(dialog.savedAtMs), JSON.stringify(dialog)]);
}

function removeDialog(journal: WriteDb<'journal'>, callId: string): void {
  journal.run(remove, [callId]);
}

/** Dialogs of the last run, oldest first. One that no longer parses is no way back and is left out. */
function listDialogs(journal: ReadDb<'journal'>): SavedDialog[] {
  return journal.all(list).flatMap((row) => {
    const parsed = Dialog.safeParse(JSON.parse(DataRow.parse(row).data));
    return parsed.success ? [parsed.data] : [];
  });
}

/** The engine's store of dialogs over the journal. */
export function dialogStore(journal: WriteDb<'journal'>): DialogStore {
  return {
    list: () => listDialogs(journal),
    put: (dialog) => putDialog(journal, dialog),
    remove: (callId) => removeDialog(journal, callId),
  };
}
