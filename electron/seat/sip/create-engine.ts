import type { Session, SessionDescriptionHandler } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Call, CallId } from '#shared/call/call.ts';
import { liveCalls, swapPlan, toHoldFor } from '#shared/call/calls.ts';
import { transferFailureOfEnd } from '#shared/call/end-reason.ts';
import type { LineState } from '#shared/call/line.ts';
import type { CallEffect } from '#shared/call/step.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import { unreachable } from '#shared/unreachable.ts';
import { createBook } from './book.ts';
import { separate, splitConference, startConference } from './conference.ts';
import type { Context } from './context.ts';
import { dtmf } from './dtmf.ts';
import type { CreateCallEngine } from './engine.ts';
import { hangUp, takeDown } from './hang-up.ts';
import { accept, answer, redirect, reject, ring } from './incoming.ts';
import { createLine, type Line } from './line.ts';
import { sendMessage } from './message.ts';
import { place } from './outgoing.ts';
import { linkDown, linkUp, mediaSaid } from './recovery.ts';
import { replaceLeg, saveDialog } from './restore.ts';
import { targetOf } from './targets.ts';
import { createTransfers } from './transfer.ts';
import { warmUp } from './warm-up.ts';

type Done = Promise<Result<Record<never, never>, Refusal>>;

/** Closing never takes longer, whatever the network does. */
const CLOSE_WITHIN_MS = 1_500;
/** Malformed messages may come by the thousand; the agent is told at most this often. */
const TELL_MALFORMED_EVERY_MS = 60_000;

/** What a way back after a crash has to restore. */
function isWorthSaving(call: Call, before: Call): boolean {
  if (call.phase !== 'active') return false;
  return before.phase !== 'active' || before.hold !== call.hold || before.muted !== call.muted || before.party !== call.party;
}

const isSame = (one: SipAccount | null, other: SipAccount | null): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Composes the engine: the rules decide in the book, the parts of this folder carry out, SIP.js speaks. */
export const createCallEngine: CreateCallEngine = (options) => {
  const { clock, log } = options;
  let line: Line | null = null;
  let lineState: LineState = { phase: 'off', sinceMs: clock.nowMs() };
  /** The account that was asked for last, and the one that the line was made for. */
  let wanted: SipAccount | null = null;
  let used: SipAccount | null = null;
  let changing = false;
  let malformedToldAtMs = Number.NEGATIVE_INFINITY;
  let closing: Promise<void> | null = null;
  let warm = false;

  const show = () => options.onView({ line: lineState, calls: book.view() });
  const book = createBook({
    clock,
    log,
    onChange: show,
    run: (id, effect, call) => run(id, effect, call),
    runTransfer: (effect) => transfers.run(effect),
    onStep: (call, before) => stepped(call, before),
    onConferenceOver: () => separate(context),
  });
  const context: Context = { options, book, legs: new Map(), dueByes: [], line: () => line };
  const transfers = createTransfers(context);
  const stopListening = options.media.listen((event) => mediaSaid(context, event));

  function run(id: CallId, effect: CallEffect, call: Call): void {
    const leg = context.legs.get(id);
    if (effect.do === 'report-end') {
      if (call.phase === 'ended') options.onEnded(call, book.heldMs(id));
      options.dialogs.remove(id);
      if (leg !== undefined) takeDown(context, leg, leg.session);
      return;
    }
    if (leg === undefined) return;
    switch (effect.do) {
      case 'accept':
        accept(context, leg);
        break;
      case 'reject':
        reject(context, leg, effect.status);
        break;
      case 'redirect':
        redirect(context, leg, effect.to);
        break;
      case 'hang-up':
        hangUp(context, leg);
        break;
      case 'negotiate-hold':
        void leg.negotiator.setHeld(effect.held);
        break;
      case 'mute':
        leg.media.setMuted(effect.muted);
        break;
      case 'close-media':
        leg.media.close();
        break;
      default:
        unreachable(effect);
    }
  }

  function stepped(call: Call, before: Call): void {
    const leg = context.legs.get(call.id);
    if (leg !== undefined && isWorthSaving(call, before)) saveDialog(context, leg);
    if (call.phase === before.phase) return;
    if (call.phase === 'active' && leg !== undefined) {
      if (isConsult(call.id)) book.transfer({ type: 'consult-answered' });
      if (leg.media.isStale()) replaceLeg(context, leg);
    }
    if (call.phase !== 'ended') return;
    leg?.settled.resolve();
    if (call.reason !== 'transferred') tellTransfer(call);
    if (liveCalls(book.view()).length === 0) void change();
  }

  const isConsult = (id: CallId): boolean => {
    const { transfer } = book.view();
    return transfer?.kind === 'attended' && transfer.consultCallId === id;
  };

  function tellTransfer(call: Extract<Call, { phase: 'ended' }>): void {
    if (book.view().transfer?.customerCallId === call.id) book.transfer({ type: 'customer-ended' });
    if (!isConsult(call.id)) return;
    const byUs = call.reason === 'hung-up-here' || call.reason === 'cancelled-here';
    book.transfer({ type: 'consult-ended', failure: transferFailureOfEnd(call.reason), byUs });
  }

  function descriptionHandlerOf(session: Session): SessionDescriptionHandler {
    const leg = [...context.legs.values()].find((one) => one.session === session || one.replacing === session);
    if (leg === undefined) throw new Error('a session without a leg asked for media');
    return leg.handler;
  }

  function malformed(where: string): void {
    log.warn('sip.malformed', { where });
    const nowMs = clock.nowMs();
    if (nowMs - malformedToldAtMs < TELL_MALFORMED_EVERY_MS) return;
    malformedToldAtMs = nowMs;
    options.onTell({ level: 'warning', code: 'malformed-sip', params: {} });
  }

  function showLine(state: LineState): void {
    lineState = state;
    show();
  }

  /** While the network is still on its way. A failure costs nothing but the time it would have saved. */
  function warmOnce(): void {
    if (warm) return;
    warm = true;
    warmUp().then(
      (answered) => log.info('sip.warm', { answered }),
      (error: unknown) => log.warn('sip.warm', { message: error instanceof Error ? error.message : 'unknown' }),
    );
  }

  /** Brings the line to the account that was asked for last. One change at a time: two at once would open two connections. */
  async function change(): Promise<void> {
    if (changing) return;
    changing = true;
    try {
      while (closing === null && !isSame(used, wanted)) {
        const old = line;
        line = null;
        await old?.close();
        if (closing === null) openLine(wanted);
      }
    } finally {
      changing = false;
    }
  }

  function openLine(account: SipAccount | null): void {
    used = account;
    if (account === null) {
      showLine({ phase: 'off', sinceMs: clock.nowMs() });
      return;
    }
    line = createLine({
      account,
      trustedCa: options.trustedCa,
      clock,
      random: options.random,
      log,
      hooks: { onInvite: (invitation) => ring(context, invitation), descriptionHandlerOf },
      onState: showLine,
      onUp: () => linkUp(context),
      onDown: () => linkDown(context),
      onMalformed: malformed,
    });
    warmOnce();
  }

  /** Asks for hold or resume and waits for what the PBX says. */
  async function setHeld(callId: CallId, held: boolean): Done {
    const call = book.call(callId);
    const leg = context.legs.get(callId);
    if (call === undefined || leg === undefined) return refuse('no-such-call');
    if (call.phase !== 'active') return refuse('wrong-state');
    if (line?.isUp() !== true) return refuse('not-registered');
    book.dispatch(callId, { type: 'hold-wanted', held });
    return leg.negotiator.setHeld(held);
  }

  async function resume(callId: CallId): Done {
    const { conference } = book.view();
    if (conference.includes(callId)) return ok({});
    for (const other of toHoldFor(book.view(), callId)) {
      const heldOther = await setHeld(other, true);
      if (!heldOther.ok) return heldOther;
    }
    if (conference.length > 0) book.setConference([]);
    book.turnTo(callId);
    const resumed = await setHeld(callId, false);
    if (resumed.ok) book.turnTo(callId);
    return resumed;
  }

  /** One event on one call, refused when the rules ignore it. */
  async function press(callId: CallId, type: 'decline' | 'hang-up'): Done {
    const stepped = book.dispatch(callId, { type, atMs: clock.nowMs() });
    if (stepped === null) return refuse('no-such-call');
    return stepped.ignored ? refuse('wrong-state') : ok({});
  }

  async function closeNow(): Promise<void> {
    stopListening();
    const { calls } = book.view();
    for (const call of calls) {
      book.dispatch(call.id, { type: 'over', reason: 'seat-closed', elsewhere: null, atMs: clock.nowMs() });
    }
    const old = line;
    const late = Promise.withResolvers<void>();
    const cancel = clock.after(CLOSE_WITHIN_MS, late.resolve);
    await Promise.race([old?.close(), late.promise]);
    cancel();
    for (const leg of context.legs.values()) for (const stop of leg.timers) stop();
    book.close();
  }

  return {
    view: () => ({ line: lineState, calls: book.view() }),
    use: (account) => {
      if (closing !== null) return;
      wanted = account;
      if (liveCalls(book.view()).length === 0) void change();
    },
    place: (number, outgoingNumber) => place(context, { number, outgoingNumber, kind: 'direct' }),
    answer: (callId) => answer(context, callId),
    decline: (callId) => press(callId, 'decline'),
    redirect: async (callId, to) => {
      const target = line === null ? null : targetOf(line.account, to);
      if (target === null) return refuse('bad-number');
      const stepped = book.dispatch(callId, { type: 'redirect', to: target.toString(), atMs: clock.nowMs() });
      if (stepped === null) return refuse('no-such-call');
      return stepped.ignored ? refuse('wrong-state') : ok({});
    },
    hangUp: (callId) => press(callId, 'hang-up'),
    hold: (callId) => (book.view().conference.includes(callId) ? Promise.resolve(refuse('wrong-state')) : setHeld(callId, true)),
    resume,
    mute: async (callId, muted) => {
      const call = book.call(callId);
      if (call === undefined) return refuse('no-such-call');
      if (call.phase !== 'active') return refuse('wrong-state');
      book.dispatch(callId, { type: 'mute', muted });
      return ok({});
    },
    dtmf: (callId, digits, by) => dtmf(context, callId, digits, by),
    swap: async () => {
      const plan = swapPlan(book.view());
      return plan.ok ? resume(plan.value.resume) : plan;
    },
    blindTransfer: transfers.blind,
    consult: transfers.consult,
    completeTransfer: transfers.complete,
    backToCustomer: () => transfers.back((consultCallId) => void press(consultCallId, 'hang-up')),
    startConference: () => startConference(context),
    splitConference: () => splitConference(context),
    takeOver: async () => {
      if (line === null || lineState.phase !== 'elsewhere') return refuse('wrong-state');
      await line.takeOver();
      return line.isRegistered() ? ok({}) : refuse('not-registered');
    },
    retry: async () => {
      if (line === null || lineState.phase === 'registered') return refuse('wrong-state');
      await line.retry();
      return line.isRegistered() ? ok({}) : refuse('not-registered');
    },
    message: (to, contentType, body) => sendMessage(line, to, contentType, body),
    close: () => {
      closing ??= closeNow();
      return closing;
    },
  };
};
