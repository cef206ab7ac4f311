import type { TicketDraft } from '#shared/ticket/ticket.ts';

/** An empty draft of a repair, for tests. */
export function draftOf(more: Partial<TicketDraft> = {}): TicketDraft {
  return {
    id: 'draft-1',
    number: 'GD-1123-1001-001',
    kind: 'repair',
    callId: null,
    customerId: null,
    contactName: '',
    contactNumber: '',
    accountNumber: '',
    address: '',
    summary: '',
    priority: 'normal',
    assignee: '',
    fields: {},
    openedAtMs: 1000,
    changedAtMs: 1000,
    ...more,
  };
}
