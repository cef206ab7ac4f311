import type { Identity } from '#shared/agent/agent.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Settings } from '#shared/bridge/settings.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Handlers } from '../../bridge/screen-host.ts';
import type { Clock, Log } from '../../ports.ts';
import type { CallEngine } from '../../sip/engine.ts';
import type { Desk } from '../desk.ts';
import { planDial, planTarget, recent } from '../dialling.ts';
import type { Extensions } from '../extension.ts';

export type CallHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `call.${string}` | `transfer.${string}` | `conference.${string}` | `line.${string}`> | 'figures.painted'
>;

type Options = {
  readonly engine: CallEngine;
  readonly extensions: Extensions;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly identity: () => Identity | null;
};

/** Requests about calls: the policy is here, the telephone is the engine's. */
export function callHandlers(options: Options): CallHandlers {
  const { engine, desk, clock, log } = options;
  let begunAtMs: readonly number[] = [];

  /** The number to present: one of those the seat may use, or the PBX's own choice (null). */
  function outgoing(asked: string | undefined): Result<string | null, Refusal> {
    const allowed = options.identity()?.outgoingNumbers ?? [];
    if (asked !== undefined && asked !== '') return allowed.includes(asked) ? ok(asked) : refuse('number-not-allowed');
    const preferred = options.settings().outgoingNumber;
    return ok(allowed.includes(preferred) ? preferred : (allowed[0] ?? null));
  }

  return {
    'call.place': async ({ number, outgoingNumber }) => {
      const nowMs = clock.nowMs();
      begunAtMs = recent(begunAtMs, nowMs);
      const plan = planDial({ number, areaCode: options.settings().areaCode, calls: engine.view().calls, begunAtMs, nowMs });
      if (!plan.ok) return plan;
      const from = outgoing(outgoingNumber);
      if (!from.ok) return from;
      begunAtMs = [...begunAtMs, nowMs];
      const placed = await engine.place(plan.value.dialString, from.value);
      // A call that never began is not held against the agent.
      if (!placed.ok) begunAtMs = without(begunAtMs, nowMs);
      else if (plan.value.extension !== null) options.extensions.remember(placed.value.callId, plan.value.extension);
      return placed;
    },
    'call.answer': ({ callId }) => engine.answer(callId),
    'call.decline': ({ callId }) => engine.decline(callId),
    'call.redirect': ({ callId, to }) => toTarget(to, (target) => engine.redirect(callId, target)),
    'call.hang-up': async ({ callId, override }) => {
      const may = desk.mayHangUp(callId, override ?? false);
      return may.ok ? engine.hangUp(callId) : may;
    },
    'call.hold': ({ callId }) => engine.hold(callId),
    'call.resume': ({ callId }) => engine.resume(callId),
    'call.mute': ({ callId, muted }) => engine.mute(callId, muted),
    'call.dtmf': ({ callId, digits, by }) => engine.dtmf(callId, digits, by ?? options.settings().dtmfBy),
    'call.swap': () => engine.swap(),
    'transfer.blind': ({ callId, to }) => toTarget(to, (target) => engine.blindTransfer(callId, target)),
    'transfer.consult': ({ callId, to }) => toTarget(to, (target) => engine.consult(callId, target)),
    'transfer.complete': () => engine.completeTransfer(),
    'transfer.back': () => engine.backToCustomer(),
    'conference.start': () => engine.startConference(),
    'conference.split': () => engine.splitConference(),
    'line.take-over': () => engine.takeOver(),
    'line.retry': () => engine.retry(),
    'figures.painted': ({ callId, paintedAtMs }) => {
      const call = engine.view().calls.calls.find(({ id }) => id === callId);
      if (call === undefined) return refuse('no-such-call');
      log.info('figures.painted', { callId, sinceInviteMs: paintedAtMs - call.offeredAtMs });
      return ok({});
    },
  };

  async function toTarget<T>(typed: string, go: (target: string) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
    const plan = planTarget(typed, options.settings().areaCode);
    return plan.ok ? go(plan.value.dialString) : plan;
  }
}

/** The list without one of its equal moments. */
function without(moments: readonly number[], moment: number): readonly number[] {
  const at = moments.indexOf(moment);
  return moments.filter((_, index) => index !== at);
}
