import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { openJournal } from '#electron/seat/db/journal.ts';
import { saveTicket } from '#electron/seat/db/queries/tickets.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';

/** Saves tickets without end and says the id of each only when it is saved, until it is killed. */
const journal = openJournal(join(process.argv[2] ?? '', 'journal.db'));
for (let index = 0; ; index++) {
  const ticket = { ...sampleTicket(index, 1_795_000_000_000), id: v7() };
  saveTicket(journal, { ticket, operation: createTicketOperation(ticket, v7(), 1_795_000_000_000), draftId: null });
  writeSync(1, `${ticket.id}\n`);
}
