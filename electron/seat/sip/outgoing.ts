import { Inviter, type InviterOptions } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { type Call, CallId } from '#shared/call/call.ts';
import { mayPlace, toHoldFor } from '#shared/call/calls.ts';
import { cleanNumber, isDialString } from '#shared/call/clean.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { type Context, endCall, turnFromTo } from './context.ts';
import type { Leg } from './leg.ts';
import { refusalOfMedia } from './refusals.ts';
import { createLeg, inviteDelegate } from './sessions.ts';
import { targetOf } from './targets.ts';

export type Outgoing = {
  readonly number: string;
  readonly outgoingNumber: string | null;
  readonly kind: 'direct' | 'consult';
};

/** Places a call; resolves when its INVITE is on the way. Calls that are talked on fall silent at once and are held behind it. */
export async function place(context: Context, outgoing: Outgoing): Promise<Result<{ callId: CallId }, Refusal>> {
  const { options, book } = context;
  const line = context.line();
  const userAgent = line?.userAgent;
  if (line === null || userAgent === null || userAgent === undefined || !line.isRegistered()) return refuse('not-registered');
  const target = targetOf(line.account, outgoing.number);
  if (target === null) return refuse('bad-number');
  if (outgoing.outgoingNumber !== null && !isDialString(outgoing.outgoingNumber)) return refuse('bad-number');
  if (!mayPlace(book.view())) return refuse('too-many-calls');

  const id = CallId.parse(options.newId());
  const others = toHoldFor(book.view(), null);
  const call: Call = {
    id,
    phase: 'dialling',
    direction: 'out',
    party: { number: cleanNumber(outgoing.number), displayName: '' },
    dialled: outgoing.outgoingNumber,
    queue: null,
    linkedId: null,
    kind: outgoing.kind,
    practice: line.account.practice,
    offeredAtMs: options.clock.nowMs(),
  };
  book.add(call);
  const inviter = new Inviter(userAgent, target, inviterOptions(line.account, outgoing.outgoingNumber));
  const leg = createLeg(context, id, inviter);
  turnFromTo(context, others, id);
  return send(context, leg, inviter);
}

function inviterOptions(account: { readonly domain: string }, outgoingNumber: string | null): InviterOptions {
  const shown = outgoingNumber === null ? null : targetOf(account, outgoingNumber);
  return {
    // Trap 10: without it SIP.js throws a 183's description away and the caller hears nothing before the answer.
    earlyMedia: true,
    // The number to show is a wish (RFC 3325 §9.2); the PBX decides whether this seat may.
    extraHeaders: shown === null ? [] : [`P-Preferred-Identity: <${shown.toString()}>`],
  };
}

async function send(context: Context, leg: Leg, inviter: Inviter): Promise<Result<{ callId: CallId }, Refusal>> {
  try {
    await inviter.invite({ requestDelegate: inviteDelegate(context, leg, inviter) });
    return ok({ callId: leg.callId });
  } catch (error) {
    // Given up by the agent while the offer was made: that is no failure.
    if (context.book.call(leg.callId)?.phase === 'ended' && leg.mediaRefusal === null) return ok({ callId: leg.callId });
    context.options.log.warn('invite', { message: error instanceof Error ? error.message : 'unknown' });
    endCall(context, leg.callId, 'media-failed');
    return refuse(leg.mediaRefusal === null ? 'media-failed' : refusalOfMedia(leg.mediaRefusal));
  }
}
