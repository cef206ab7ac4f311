import type { Override, Pack, Words } from './pack.ts';
import { type Facts, firstThatFits, holds } from './rules.ts';
import { fill, type Variables } from './template.ts';
import type { SentenceReason } from './view.ts';

type Moment = {
  readonly pack: Pack;
  readonly nowMs: number;
  readonly ringingSinceMs: number;
  readonly answeredAtMs: number | null;
  readonly customer: object | null;
};

/**
 * The opening: a published override of this moment, else greeting and introduction by the first rule that fits. A late answer
 * thanks for waiting in front of any of them.
 */
export function chooseOpening(
  moment: Moment,
  facts: Facts,
  variables: Variables,
  word: (words: Words) => string,
): { text: string; reasons: readonly SentenceReason[]; about: string | null } {
  const { pack } = moment;
  const reasons: SentenceReason[] = [];
  const greeting = firstThatFits(pack.greetings, facts);
  const withGreeting = { ...variables, greeting: word(greeting.words) };
  const override = currentOverride(pack.overrides, facts);
  const opening = firstThatFits(pack.openings, facts);
  const isOut = facts.direction === 'out';
  let about: string | null = null;
  if (override) {
    reasons.push('override');
    about = override.title;
  } else if (isOut) {
    reasons.push('outgoing');
  } else {
    if (facts.solemn) reasons.push('mourning');
    if (greeting.reason !== null) reasons.push(greeting.reason);
    if (opening.reason !== null) reasons.push(opening.reason);
    const named = opening.about ?? greeting.about;
    about = named ? word(named) : null;
  }
  if (!isOut && pack.brands.some((entry) => entry.dialled === facts.dialled)) reasons.push('dialled');
  reasons.push(moment.customer === null ? 'customer-unknown' : 'customer-known');
  const sentence = fill(word(override ? override.words : opening.words), withGreeting);
  if (isOut || !isLate(pack.late, moment)) return { text: sentence, reasons, about };
  return { text: `${word(pack.late.words)}${sentence}`.slice(0, 500), reasons: ['late-answer', ...reasons], about };
}

function currentOverride(overrides: readonly Override[], facts: Facts): Override | undefined {
  return overrides.find((entry) => entry.fromMs <= facts.nowMs && facts.nowMs < entry.toMs && holds(entry.when, facts));
}

/**
 * More than three rings, or more than 15 s, from the INVITE to the answer (until now while it still rings). A ring is 1 s on and
 * 4 s off: the third ends with its pause, at 15 s.
 */
export function isLate(
  late: Pack['late'],
  moment: { readonly nowMs: number; readonly ringingSinceMs: number; readonly answeredAtMs: number | null },
): boolean {
  const rungMs = (moment.answeredAtMs ?? moment.nowMs) - moment.ringingSinceMs;
  return rungMs > late.afterMs || rungMs > late.rings * late.ringMs;
}
