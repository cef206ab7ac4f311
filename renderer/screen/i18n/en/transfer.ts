import type { transfer as zh } from '../zh-CN/transfer.ts';

export const transfer: typeof zh = {
  title: 'Transfer',
  held: 'The customer is waiting with music',
  holding: 'Putting the customer on hold',
  filter: 'Name, pinyin, initials or number',
  kind: { colleague: 'Colleagues', queue: 'Queues', recent: 'Recent', external: 'Directory', typed: 'This number' },
  elsewhere: {
    title: 'Send elsewhere',
    rings: 'The call still rings and is sent on unanswered. The customer goes on hearing it ring.',
    send: 'Send',
    close: 'Keep it here',
  },
  consult: 'Talk first',
  blind: 'Send now',
  keys: { move: 'choose', consult: 'talk first', blind: 'send now', close: 'back to customer' },
  empty: 'Nobody fits',
  emptyText: 'You may type the number itself.',
  noColleagues: 'No list of colleagues yet',
  noColleaguesText: 'It comes with the centre; until then type the number.',
  failure: {
    busy: '{{to}} is busy; the customer is back with you.',
    'not-found': 'There is no {{to}}; the customer is back with you.',
    'no-answer': '{{to}} did not answer; the customer is back with you.',
    rejected: '{{to}} did not accept; the customer is back with you.',
    unreachable: '{{to}} cannot be reached now; the customer is back with you.',
    'customer-gone': 'The customer has hung up. Please call back.',
    'not-allowed': 'A transfer to {{to}} is not allowed; the customer is back with you.',
    'link-down': 'The line broke and nothing was transferred. Try again when it is back.',
    failed: 'The transfer failed; the customer is back with you.',
  },
};
