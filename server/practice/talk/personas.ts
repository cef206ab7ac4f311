import type { PersonaId } from '#shared/practice/practice.ts';
import type { Manner } from './conversation.ts';

/** A virtual customer: who calls, how, and what is said. The number is that of sample customer `customerIndex`. */
export type Persona = {
  readonly id: PersonaId;
  /** null: nobody of the sample, the number is unknown to the centre. */
  readonly customerIndex: number | null;
  /** 'direct' calls carry no queue. */
  readonly kind: 'queue' | 'direct';
  /** Time in the queue before this seat was called, s. */
  readonly queueWaitSeconds: number;
  /** Rings this long, then gives up. */
  readonly ringsForMs: number;
  readonly manner: Manner;
};

type Voice = 'woman' | 'young-woman' | 'man' | 'young-man' | 'old-man' | 'colleague';

function phrases(voice: Voice): Manner['phrases'] {
  return {
    again: `${voice}-again`,
    back: `${voice}-back`,
    notMoved: `${voice}-not-moved`,
    giveUp: `${voice}-give-up`,
    yes: `${voice}-yes`,
    bye: `${voice}-bye`,
  };
}

function manner(voice: Voice, subject: string, patienceMs: number): Manner {
  return {
    turns: [1, 2, 3, 4, 5].map((turn) => `${subject}-${turn}`),
    speaksFirst: false,
    endless: false,
    silent: false,
    patienceMs,
    phrases: phrases(voice),
  };
}

const queue = { kind: 'queue', ringsForMs: 45_000 } as const;

/** In the order in which they ring by themselves. */
export const personas: readonly Persona[] = [
  { id: 'leak', customerIndex: 0, queueWaitSeconds: 12, ...queue, manner: manner('woman', 'leak', 12_000) },
  { id: 'bill', customerIndex: 1, queueWaitSeconds: 35, ...queue, manner: manner('man', 'bill', 14_000) },
  {
    id: 'complaint',
    customerIndex: 7,
    queueWaitSeconds: 140,
    ...queue,
    ringsForMs: 30_000,
    manner: manner('young-woman', 'complaint', 7000),
  },
  { id: 'no-water', customerIndex: 11, queueWaitSeconds: 58, ...queue, manner: manner('old-man', 'no-water', 16_000) },
  { id: 'transfer', customerIndex: 12, queueWaitSeconds: 20, ...queue, manner: manner('man', 'transfer', 12_000) },
  {
    id: 'outage',
    customerIndex: 32,
    queueWaitSeconds: 0,
    ...queue,
    kind: 'direct',
    manner: manner('young-woman', 'outage', 10_000),
  },
  {
    id: 'suggestion',
    customerIndex: 14,
    queueWaitSeconds: 9,
    ...queue,
    ringsForMs: 60_000,
    manner: manner('old-man', 'suggestion', 18_000),
  },
  { id: 'pressure', customerIndex: 8, queueWaitSeconds: 27, ...queue, manner: manner('woman', 'pressure', 12_000) },
  { id: 'progress', customerIndex: 5, queueWaitSeconds: 16, ...queue, manner: manner('young-man', 'number', 10_000) },
  {
    id: 'silent',
    customerIndex: null,
    queueWaitSeconds: 5,
    ...queue,
    manner: { ...manner('man', 'bill', 20_000), turns: [], silent: true },
  },
];

/** The number of the caller whom no customer card fits. */
export const unknownNumber = '13055500199';

/** Answers as 1002 and wherever a call is passed on to. */
export const colleague: Manner = {
  turns: ['colleague-1', 'colleague-2', 'colleague-3', 'colleague-4'],
  speaksFirst: true,
  endless: true,
  silent: false,
  patienceMs: 60_000,
  phrases: phrases('colleague'),
};

/** A customer whom the agent calls: says hello, agrees, and says goodbye. */
export function calledCustomer(sex: 'f' | 'm' | 'unknown', birthYear: number | null): Manner {
  const isOld = birthYear !== null && birthYear < 1955;
  const voice: Voice = sex === 'f' ? (isOld ? 'woman' : 'young-woman') : isOld ? 'old-man' : 'man';
  const { again, yes } = phrases(voice);
  return { ...manner(voice, 'none', 12_000), turns: [again, yes, yes, yes], speaksFirst: true };
}
