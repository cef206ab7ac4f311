import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import type { Cache } from './db/cache.ts';
import type { Journal } from './db/journal.ts';
import {
  earlierCalls,
  insertCall,
  lastCustomerOf,
  listCalls,
  markCallsSeen,
  missedUnseen,
  today,
  updateCall,
} from './db/queries/calls.ts';
import { contactsOf } from './db/queries/contacts.ts';
import { customerById, findByNumber } from './db/queries/customers.ts';
import { deleteDraft, listDrafts, restoreDraft, saveDraft } from './db/queries/drafts.ts';
import { findCustomers } from './db/queries/find-customers.ts';
import { outageFor } from './db/queries/outages.ts';
import { retryParked } from './db/queries/outbox.ts';
import { readSettings, writeSettings } from './db/queries/settings.ts';
import { colleagues, markNoticeRead, notices } from './db/queries/small-rows.ts';
import { removeTalk, saveTalk, talkOf } from './db/queries/talks.ts';
import { listTickets, openTicketsOf, saveTicket, usedNumbers } from './db/queries/tickets.ts';
import type { DeskStore } from './desk/ports.ts';
import type { NewId } from './ports.ts';

/** The desk's store over the two files of the seat. */
export function createSeatStore(journal: Journal, cache: () => Cache, newId: NewId): DeskStore {
  return {
    findByNumber: (number) => findByNumber(cache(), number),
    customerById: (id) => customerById(cache(), id),
    contactsOf: (customerId, limit) => contactsOf(cache(), customerId, limit),
    openTicketsOf: (customerId) => openTicketsOf(journal, cache(), customerId),
    outageFor: (area, nowMs) => outageFor(cache(), area, nowMs),
    earlierCalls: (number, beforeMs) => ({
      count: earlierCalls(journal, number, beforeMs),
      customerId: lastCustomerOf(journal, number, beforeMs),
    }),

    listDrafts: () => listDrafts(journal),
    saveDraft: (draft) => saveDraft(journal, draft),
    discardDraft: (id, nowMs) => {
      deleteDraft(journal, id, nowMs);
    },
    restoreDraft: (id) => restoreDraft(journal, id),
    usedNumbers: (prefix, sinceMs) => usedNumbers(journal, cache(), prefix, sinceMs),
    saveTicket: (ticket, nowMs) => {
      saveTicket(journal, { ticket, operation: createTicketOperation(ticket, newId(), nowMs), draftId: ticket.id });
    },
    listTickets: (limit, text) => listTickets(journal, cache(), { limit, text }),
    retryParked: (ticketId) => retryParked(journal, ticketId, newId) > 0,

    insertCall: (call) => insertCall(journal, call),
    updateCall: (id, patch) => updateCall(journal, id, patch),
    listCalls: (query) => listCalls(journal, query),
    missedUnseen: () => missedUnseen(journal),
    markCallsSeen: () => {
      markCallsSeen(journal);
    },
    today: (dayStartMs) => today(journal, dayStartMs),

    talkOf: (callId) => talkOf(journal, callId),
    saveTalk: (callId, talk, nowMs) => saveTalk(journal, callId, talk, nowMs),
    removeTalk: (callId) => removeTalk(journal, callId),

    findCustomers: (text, limit) => findCustomers(cache(), text, limit),
    colleagues: () => colleagues(cache()),
    notices: () => notices(cache(), journal),
    markNoticeRead: (id, nowMs) => markNoticeRead(journal, id, nowMs),

    readSettings: () => readSettings(journal),
    writeSettings: (patch) => writeSettings(journal, patch),
  };
}
