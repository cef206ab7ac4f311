import type { Refusal } from '#shared/bridge/refusals.ts';
import type { CallsView } from '#shared/call/call.ts';
import { normalisePhone, type PhoneKind } from '#shared/customer/phone-number.ts';
import { dialStringOf } from '#shared/customer/shown-number.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { callerNumber } from './card.ts';

/** Against a stuck key, a page gone wild and toll fraud: so many calls may be begun within so many ms. */
const rateCaps = [
  { most: 5, withinMs: 10_000 },
  { most: 20, withinMs: 60_000 },
] as const;

export type DialRequest = {
  readonly number: string;
  readonly areaCode: string;
  readonly calls: CallsView;
  /** When calls were begun lately, ms. */
  readonly begunAtMs: readonly number[];
  readonly nowMs: number;
};

export type DialPlan = {
  readonly dialString: string;
  readonly number: string;
  readonly kind: PhoneKind;
  readonly extension: string | null;
};

/**
 * What to send to the PBX for what was typed, or why not: `bad-number` (detail: the rule it breaks), `same-number` while a call
 * with it is live, `dialling-too-fast`. Emergency numbers always go through.
 */
export function planDial(request: DialRequest): Result<DialPlan, Refusal> {
  const target = planTarget(request.number, request.areaCode);
  if (!target.ok || target.value.kind === 'emergency') return target;
  const { number } = target.value;
  const isLive = request.calls.calls.some(
    (call) => call.phase !== 'ended' && callerNumber(call.party.number, request.areaCode) === number,
  );
  if (isLive) return refuse('same-number');
  const isTooFast = rateCaps.some(
    ({ most, withinMs }) => request.begunAtMs.filter((moment) => request.nowMs - moment < withinMs).length >= most,
  );
  return isTooFast ? refuse('dialling-too-fast') : target;
}

/** The dial string alone: for redirects and transfers, which are not calls of this seat. */
export function planTarget(typed: string, areaCode: string): Result<DialPlan, Refusal> {
  const phone = normalisePhone(typed, { areaCode, countryCode: '86' });
  if (!phone.ok) return refuse('bad-number', phone.error.code);
  const { number, kind, extension } = phone.value;
  return ok({ dialString: dialStringOf(number), number, kind, extension });
}

/** Begun calls that the caps still look at. */
export function recent(begunAtMs: readonly number[], nowMs: number): readonly number[] {
  return begunAtMs.filter((moment) => nowMs - moment < 60_000);
}
