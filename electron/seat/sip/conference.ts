import type { Refusal } from '#shared/bridge/refusals.ts';
import { conferencePlan } from '#shared/call/calls.ts';
import { isHeldHere } from '#shared/call/hold.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Context } from './context.ts';
import { refusalOfMedia } from './refusals.ts';

type Done = Promise<Result<Record<never, never>, Refusal>>;

/** Three talk: both calls are resumed and the media page mixes them. */
export async function startConference(context: Context): Done {
  const { book, legs, options } = context;
  const plan = conferencePlan(book.view());
  if (!plan.ok) return plan;
  const members = plan.value.ids.flatMap((id) => legs.get(id) ?? []);
  if (members.length < 2) return refuse('wrong-state');
  // Mixed first, so that nobody hears only half of the others when the hold ends.
  const mixed = await options.media.request('conference', { pcIds: members.map((leg) => leg.media.pcId) });
  if (!mixed.ok) return refuse(refusalOfMedia(mixed.error.code));
  for (const leg of members) {
    const call = book.call(leg.callId);
    if (call?.phase !== 'active' || (!isHeldHere(call.hold) && !call.holdChanging)) continue;
    book.dispatch(leg.callId, { type: 'hold-wanted', held: false });
    const resumed = await leg.negotiator.setHeld(false);
    if (resumed.ok) continue;
    separate(context);
    return resumed;
  }
  book.setConference(members.map((leg) => leg.callId));
  return book.view().conference.length < 2 ? refuse('wrong-state', 'one has gone') : ok({});
}

/** Back to one: the customer of a transfer, or the earlier call, is held again; the other stays. */
export async function splitConference(context: Context): Done {
  const { book, legs } = context;
  const { conference, transfer } = book.view();
  const [first, second] = conference;
  if (first === undefined || second === undefined) return refuse('wrong-state');
  const held = transfer !== null && conference.includes(transfer.customerCallId) ? transfer.customerCallId : first;
  const kept = held === first ? second : first;
  book.setConference([]);
  book.turnTo(kept);
  book.dispatch(held, { type: 'hold-wanted', held: true });
  return (await legs.get(held)?.negotiator.setHeld(true)) ?? refuse('no-such-call');
}

/** Takes the mixing apart; also when one of three has hung up. */
export function separate(context: Context): void {
  void context.options.media.request('conference', { pcIds: [] }).then((result) => {
    if (!result.ok) context.options.log.warn('conference', { code: result.error.code });
  });
}
