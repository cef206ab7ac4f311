import type { Colleague } from '#shared/bridge/state.ts';

export type TargetKind = 'colleague' | 'queue' | 'recent' | 'external' | 'typed';

/** A place that a call can be sent to, as one line of the picker. */
export type Target = {
  readonly key: string;
  readonly kind: TargetKind;
  readonly number: string;
  readonly name: string;
  readonly note: string;
};

const order: readonly TargetKind[] = ['colleague', 'queue', 'recent', 'external', 'typed'];

/** "zhang wei" → "zw"; names without spaces give their first letter. */
function initialsOf(pinyin: string): string {
  return pinyin
    .split(/\s+/)
    .map((syllable) => syllable.charAt(0))
    .join('');
}

function matches(target: Target, pinyin: string, wanted: string): boolean {
  const spelled = pinyin.toLowerCase();
  return (
    target.name.toLowerCase().includes(wanted) ||
    target.note.toLowerCase().includes(wanted) ||
    target.number.includes(wanted) ||
    spelled.includes(wanted) ||
    spelled.replaceAll(/\s+/g, '').startsWith(wanted.replaceAll(/\s+/g, '')) ||
    initialsOf(spelled).startsWith(wanted)
  );
}

/** What a person types or pastes as a number, without its separators; null when it is not one. */
export function numberIn(text: string): string | null {
  const bare = text.normalize('NFKC').replaceAll(/[\s\-().()—]/g, '');
  return /^\+?[\d*#]{2,24}$/.test(bare) ? bare : null;
}

/**
 * The lines of the picker for what is typed: colleagues, queues, recent and external numbers whose name, full pinyin,
 * initials, note or number fits, then the typed number itself if nobody has exactly it. `ownNumber` is left out: a call is never
 * sent to oneself.
 */
export function targetsFor(
  typed: string,
  from: {
    readonly colleagues: readonly Colleague[];
    readonly recent: readonly { number: string; name: string }[];
    readonly ownNumber: string;
  },
): Target[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  const known = from.colleagues
    .filter((colleague) => colleague.number !== from.ownNumber)
    .map(({ kind, number, name, note, pinyin }) => ({ target: { key: `${kind}:${number}`, kind, number, name, note }, pinyin }));
  const numbers = new Set(known.map(({ target }) => target.number));
  const recent = from.recent
    .filter(({ number }) => !numbers.has(number) && number !== from.ownNumber)
    .map(({ number, name }) => ({
      target: { key: `recent:${number}`, kind: 'recent' as const, number, name, note: '' },
      pinyin: '',
    }));
  const found = [...known, ...recent]
    .filter(({ target, pinyin }) => wanted === '' || matches(target, pinyin, wanted))
    .map(({ target }): Target => target)
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const number = numberIn(typed);
  if (number === null || number === from.ownNumber || found.some((target) => target.number === number)) return found;
  return [...found, { key: `typed:${number}`, kind: 'typed', number, name: '', note: '' }];
}
