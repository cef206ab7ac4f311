import type { tell as zh } from '../zh-CN/tell.ts';

export const tell: typeof zh = {
  'call-ended': 'Call ended',
  'missed-call': 'Missed call {{number}}',
  'transfer-done': 'Transferred to {{to}}',
  'transfer-failed': 'The transfer failed; the customer is back with you',
  'customer-back': 'The customer is back with you',
  'call-restored': 'The call is restored',
  'call-lost': 'The call was lost; please call back',
  'device-gone': 'The headset in use was unplugged; the system default is used now',
  'device-changed': 'Now using {{label}}',
  'ticket-saved': 'Ticket {{number}} is saved here',
  'ticket-on-server': 'Ticket {{number}} is at the centre',
  'ticket-parked': 'Ticket {{number}} was refused by the centre; see Tickets',
  'draft-recovered': 'An unfinished ticket was recovered',
  'auto-answered': 'Answered automatically',
  'hold-reminder': 'The customer has waited to the limit; go back and say a word',
  'taken-over': 'The line is now on this seat',
  'disk-full': 'The disk is full and nothing new can be saved; free some space soon',
  'malformed-sip': 'A malformed line message was ignored',
  'cache-rebuilt': 'The customer cache was rebuilt',
};
