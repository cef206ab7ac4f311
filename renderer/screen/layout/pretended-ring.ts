import type { SeatState } from '#shared/bridge/state.ts';
import { CallId } from '#shared/call/call.ts';
import { type Customer, CustomerId } from '#shared/customer/customer.ts';
import type { Sentence, Stage } from '#shared/script/view.ts';

/** The call of the rehearsal; no seat gives such an id. */
export const pretendedCallId = CallId.parse('rehearsal');

const customer: Customer = {
  id: CustomerId.parse('rehearsal'),
  name: '–',
  sex: 'f',
  birthYear: 1980,
  level: 1,
  accountNumber: '1000',
  address: '–',
  area: '',
  phones: [{ number: '1000', label: 'mobile' }],
  tags: ['–'],
  preferences: '–',
  billing: { monthFen: 1, usageM3: 1, usageChangeM3: 1, arrearsFen: 1, arrearsPeriods: 1, asOfMs: 0 },
  updatedAtMs: 0,
};

const sentence = (stage: Stage): Sentence => ({
  stage,
  text: '您好,请问有什么可以帮您?',
  reasons: ['hour'],
  about: null,
  said: false,
});

/** The present state with a call that rings, made up: everything a card can show is on it once. */
export function withPretendedRing(state: SeatState, nowMs: number): SeatState {
  return {
    ...state,
    calls: {
      calls: [
        {
          id: pretendedCallId,
          direction: 'in',
          party: { number: '1000', displayName: '' },
          dialled: '1000',
          queue: { name: '–', waitedMs: 0 },
          linkedId: null,
          kind: 'queue',
          practice: false,
          offeredAtMs: nowMs,
          phase: 'ringing',
          waiting: false,
          autoAnswerAtMs: null,
        },
      ],
      activeCallId: null,
      transfer: null,
      conference: [],
    },
    desks: [
      {
        callId: pretendedCallId,
        card: {
          shownNumber: '1000',
          region: '–',
          match: 'one',
          candidates: [],
          customer,
          reasons: ['number'],
          openTickets: [],
          contacts: [{ id: '1', customerId: customer.id, atMs: nowMs, kind: 'note', text: '–', agentNumber: '1000' }],
          contactsTotal: 1,
          outage: { id: '1', area: '', kind: 'repair', text: '–', startsAtMs: nowMs, endsAtMs: nowMs },
          earlierCalls: 1,
        },
        script: {
          packVersion: '–',
          now: sentence('opening'),
          stages: [sentence('opening'), sentence('closing')],
          situations: [{ id: '1', title: '请稍等', say: ['–'], doThis: [], avoid: [] }],
        },
        draftId: 'rehearsal',
        holdReminderAtMs: null,
        closingGuardUntilMs: null,
        notHeard: null,
      },
    ],
    drafts: [
      {
        id: 'rehearsal',
        number: '–',
        kind: 'repair',
        callId: pretendedCallId,
        customerId: customer.id,
        contactName: '–',
        contactNumber: '1000',
        accountNumber: '1000',
        address: '–',
        summary: '',
        priority: 'normal',
        assignee: '',
        fields: {},
        openedAtMs: nowMs,
        changedAtMs: nowMs,
      },
    ],
  };
}
