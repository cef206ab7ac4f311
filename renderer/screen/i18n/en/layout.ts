import type { layout as zh } from '../zh-CN/layout.ts';

export const layout: typeof zh = {
  pages: { desk: 'Desk', tickets: 'Tickets', calls: 'Calls', practice: 'Practice', settings: 'Settings' },
  ticketPlace: 'Ticket',
  navigation: 'Pages',
  connecting: 'Connecting to the seat…',
  lost: 'The link to the seat program broke and is being mended',
  lostWhat: 'Calls and tickets go on. If it stays away, run the start command again and open the new address it prints.',
  movedAway: 'This seat is open in another window',
  movedAwayWhat: 'Only one window can use the seat at a time.',
  useHere: 'Use it here',
  leaveWhileTalking: 'A call is going on. Leave all the same?',
  titleRinging: 'Ringing: {{who}}',
  titleTalking: 'In a call',
  title: 'Ninhao seat',
  skip: 'Skip to the desk',
  notification: { title: 'Ringing: {{who}}', body: 'Click to go back to the seat and answer' },
};
