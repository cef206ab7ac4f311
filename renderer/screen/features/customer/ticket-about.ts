import type { Customer } from '#shared/customer/customer.ts';
import { dialStringOf } from '#shared/customer/shown-number.ts';
import type { DraftPatch } from '#shared/ticket/ticket.ts';

/** What a ticket opened by hand knows of its customer. A new ticket is a repair, and that is usually at the customer's own address. */
export function ticketAbout({ id, name, phones, accountNumber, address }: Customer): DraftPatch {
  return {
    customerId: id,
    contactName: name,
    contactNumber: dialStringOf(phones[0]?.number ?? ''),
    accountNumber,
    address,
    fields: address === '' ? {} : { place: address },
  };
}
