import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { openJournal } from '#electron/seat/db/journal.ts';
import { saveDraft } from '#electron/seat/db/queries/drafts.ts';
import { saveTicket } from '#electron/seat/db/queries/tickets.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import { figure, quantile, timed } from './figure.ts';

/** Durable on this disk: journal.db is opened as the seat opens it, with synchronous=FULL. */
const folder = mkdtempSync(join(tmpdir(), 'ninhao-bench-'));
try {
  const journal = openJournal(join(folder, 'journal.db'));
  const keystrokes: number[] = [];
  const saves: number[] = [];
  for (let turn = 0; turn < 2000; turn++) {
    const nowMs = Date.now();
    const ticket = { ...sampleTicket(turn, nowMs), id: newId() };
    const { status: _s, createdAtMs: _c, createdBy: _b, handOverByMs: _h, visitByMs: _v, ...body } = ticket;
    const draft = { ...body, openedAtMs: nowMs, changedAtMs: nowMs };
    keystrokes.push(timed(() => saveDraft(journal, draft)));
    saves.push(
      timed(() => saveTicket(journal, { ticket, operation: createTicketOperation(ticket, newId(), nowMs), draftId: draft.id })),
    );
  }
  journal.close();
  figure('draft_saved_p50_ms', quantile(keystrokes, 0.5), 'ms');
  figure('draft_saved_p99_ms', quantile(keystrokes, 0.99), 'ms');
  figure('ticket_saved_p50_ms', quantile(saves, 0.5), 'ms');
  figure('ticket_saved_p99_ms', quantile(saves, 0.99), 'ms');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
