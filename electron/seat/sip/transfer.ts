import { type Notification, type Session, SessionState, type URI } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { CallId, TransferFailure } from '#shared/call/call.ts';
import { statusOfFragment, transferFailureOf } from '#shared/call/end-reason.ts';
import { isHeldHere } from '#shared/call/hold.ts';
import type { TransferEffect } from '#shared/call/transfer.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { type Context, endCall } from './context.ts';
import { place } from './outgoing.ts';
import { targetOf } from './targets.ts';
import { isLinkDown } from './unanswered.ts';

type Done = Promise<Result<Record<never, never>, Refusal>>;

/** No PBX lets a transferred call ring longer; without a final NOTIFY the customer is taken back. */
const OUTCOME_WITHIN_MS = 120_000;
/** A slow hold must not keep the customer waiting for the transfer itself. */
const HOLD_WITHIN_MS = 2_000;

export type Transfers = {
  readonly blind: (callId: CallId, to: string) => Done;
  readonly consult: (callId: CallId, to: string) => Promise<Result<{ callId: CallId }, Refusal>>;
  readonly complete: () => Done;
  readonly back: (hangUpConsult: (callId: CallId) => void) => Done;
  readonly run: (effect: TransferEffect) => void;
};

/** The transfers of the seat: what is asked of the agent's side, and the effects that `shared/call/transfer.ts` decides. */
export function createTransfers(context: Context): Transfers {
  const { book, legs, options } = context;
  let waiting: ((failure: TransferFailure | null) => void) | null = null;
  let limit: () => void = () => undefined;

  const outcome = (): Done =>
    new Promise((resolve) => {
      waiting = (failure) => {
        waiting = null;
        limit();
        resolve(failure === null ? ok({}) : refuse('far-side-refused', failure));
      };
      limit = options.clock.after(OUTCOME_WITHIN_MS, () => book.transfer({ type: 'failed', failure: 'no-answer' }));
    });

  /** Why this call cannot be transferred now, or null. */
  function obstacle(callId: CallId, to: string): Refusal | null {
    const call = book.call(callId);
    const line = context.line();
    if (call === undefined) return 'no-such-call';
    if (call.phase !== 'active' || call.linkDown || line?.isUp() !== true)
      return call.phase === 'active' ? 'not-registered' : 'wrong-state';
    if (targetOf(line.account, to) === null) return 'bad-number';
    if (to === call.party.number || to === line.account.user) return 'same-number';
    const { transfer } = book.view();
    return transfer === null || transfer.phase === 'failed' ? null : 'wrong-state';
  }

  function hold(callId: CallId): void {
    book.dispatch(callId, { type: 'hold-wanted', held: true });
  }

  function refer(callId: CallId, to: URI | Session): void {
    const session = legs.get(callId)?.session;
    const failed = (failure: TransferFailure) => book.transfer({ type: 'failed', failure });
    if (session === undefined || session.state !== SessionState.Established) {
      failed('customer-gone');
      return;
    }
    session
      .refer(to, {
        onNotify: (notification) => notified(context, notification, failed),
        requestDelegate: {
          onReject: ({ message }) => failed(isLinkDown(message) ? 'link-down' : transferFailureOf(message.statusCode ?? 500)),
          onRedirect: () => failed('failed'),
        },
      })
      .catch((error: unknown) => {
        options.log.warn('refer', { message: error instanceof Error ? error.message : 'unknown' });
        failed('failed');
      });
  }

  return {
    blind: async (callId, to) => {
      const no = obstacle(callId, to);
      if (no !== null) return refuse(no);
      if (!book.transfer({ type: 'blind-asked', customerCallId: callId, to })) return refuse('wrong-state');
      const done = outcome();
      const call = book.call(callId);
      const leg = legs.get(callId);
      if (call?.phase === 'active' && !isHeldHere(call.hold) && leg !== undefined) {
        hold(callId);
        const late = new Promise((resolve) => leg.timers.add(options.clock.after(HOLD_WITHIN_MS, () => resolve(null))));
        await Promise.race([leg.negotiator.setHeld(true), late]);
      }
      book.transfer({ type: 'customer-held' });
      return done;
    },

    consult: async (callId, to) => {
      const no = obstacle(callId, to);
      if (no !== null) return refuse(no);
      hold(callId);
      const placed = await place(context, { number: to, outgoingNumber: null, kind: 'consult' });
      if (!placed.ok) {
        book.dispatch(callId, { type: 'hold-wanted', held: false });
        return placed;
      }
      const consultCallId = placed.value.callId;
      book.transfer({ type: 'consult-placed', customerCallId: callId, consultCallId, to });
      // A fast PBX may have answered, or refused, before the INVITE's promise came back.
      const phase = book.call(consultCallId)?.phase;
      if (phase === 'active') book.transfer({ type: 'consult-answered' });
      if (phase === undefined || phase === 'ended') book.transfer({ type: 'consult-ended', failure: 'failed', byUs: false });
      return placed;
    },

    complete: async () => {
      const { transfer } = book.view();
      if (transfer?.kind !== 'attended' || transfer.phase !== 'talking') return refuse('wrong-state');
      if (context.line()?.isUp() !== true) return refuse('not-registered');
      const done = outcome();
      book.transfer({ type: 'complete-asked' });
      return done;
    },

    back: async (hangUpConsult) => {
      const { transfer } = book.view();
      if (transfer?.kind !== 'attended' || transfer.phase === 'completing') return refuse('wrong-state');
      const { customerCallId, consultCallId } = transfer;
      if (transfer.phase !== 'failed') {
        book.transfer({ type: 'consult-ended', failure: 'failed', byUs: true });
        hangUpConsult(consultCallId);
      } else {
        book.transfer({ type: 'dropped' });
        book.dispatch(customerCallId, { type: 'hold-wanted', held: false });
        book.turnTo(customerCallId);
      }
      const resumed = await legs.get(customerCallId)?.negotiator.setHeld(false);
      return resumed ?? refuse('no-such-call');
    },

    run: (effect) => {
      switch (effect.do) {
        case 'refer-blind': {
          const line = context.line();
          const target = line === null ? null : targetOf(line.account, effect.to);
          if (target === null) book.transfer({ type: 'failed', failure: 'not-found' });
          else refer(effect.callId, target);
          return;
        }
        case 'refer-attended': {
          const consult = legs.get(effect.consultCallId)?.session;
          if (consult?.state === SessionState.Established) refer(effect.callId, consult);
          else book.transfer({ type: 'failed', failure: 'failed' });
          return;
        }
        case 'end-as-transferred': {
          // Trap 9: Asterisk sends no BYE for 60 s after it took the customer over. The end of the call takes its session down.
          endCall(context, effect.callId, 'transferred');
          return;
        }
        case 'resume':
          book.dispatch(effect.callId, { type: 'hold-wanted', held: false });
          book.turnTo(effect.callId);
          return;
        case 'settle':
          waiting?.(effect.failure);
          return;
        case 'tell':
          options.onTell({
            level: effect.code === 'transfer-failed' ? 'warning' : 'success',
            code: effect.code,
            params: { to: effect.to },
          });
          return;
      }
    },
  };
}

/** The PBX reports how the transfer goes. RFC 3515 §2.4.4. */
function notified(context: Context, notification: Notification, failed: (failure: TransferFailure) => void): void {
  void notification.accept();
  const status = statusOfFragment(notification.request.body);
  const isLast = /^\s*terminated/i.test(notification.request.getHeader('Subscription-State') ?? '');
  if (status !== null && status >= 200 && status < 300) context.book.transfer({ type: 'succeeded' });
  else if (status !== null && status >= 300) failed(transferFailureOf(status));
  else if (isLast) failed('failed');
  else if (status !== null && status > 100) context.book.transfer({ type: 'target-rings' });
}
