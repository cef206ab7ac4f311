import { honorificOf } from '#shared/customer/address.ts';
import { honorificInEnglish } from '#shared/customer/address-english.ts';
import type { Customer } from '#shared/customer/customer.ts';
import type { TicketKind } from '#shared/ticket/ticket.ts';
import type { Calendar } from './calendar.ts';
import { closingWish } from './closing-wish.ts';
import { localMoment } from './local-time.ts';
import { chooseOpening } from './opening.ts';
import type { Pack, PackSituation, Rule, Words } from './pack.ts';
import { momentInWords, promiseOf } from './promise.ts';
import { type Facts, firstThatFits } from './rules.ts';
import { fill, type Variables } from './template.ts';
import { type ScriptView, type Sentence, type SentenceReason, type Situation, Stage } from './view.ts';

export type Language = 'zh-CN' | 'en';

/** All that the words of a call depend on. Moments are ms since 1970. */
export type ScriptMoment = {
  readonly pack: Pack;
  readonly calendar: Calendar;
  readonly nowMs: number;
  readonly timeZone: string;
  readonly language: Language;
  readonly brand: string;
  readonly agentNumber: string;
  /** The queue's name as the PBX gives it. */
  readonly queue: string | null;
  readonly dialled: string | null;
  readonly direction: 'in' | 'out';
  /** The single match or the one chosen; null while nobody is sure. */
  readonly customer: Customer | null;
  /** INVITE received. */
  readonly ringingSinceMs: number;
  readonly answeredAtMs: number | null;
  /** Of the ticket being written, once the agent has begun to write it. */
  readonly kind: TicketKind | null;
  readonly stage: Stage;
  readonly said: readonly Stage[];
  /** What the agent promised, where the form knows it; else the clock of the kind counts from now. */
  readonly promisedAtMs?: number | null;
  /** A situation of the library is shown in place of the stage's sentence. */
  readonly situationId?: string | null;
};

/** What to say now and at every other stage of this call, with the situations that fit best in front. Pure. */
export function scriptFor(moment: ScriptMoment): ScriptView {
  const facts = factsOf(moment);
  const word = wordIn(moment.language);
  const voice = { word, variables: variablesOf(moment, word) };
  const stages = Stage.options.map((stage) => sentenceOf(stage, moment, facts, voice));
  const situations = situationsFor(moment, voice);
  const chosen = moment.situationId ? situations.find((situation) => situation.id === moment.situationId) : undefined;
  const current = stages.find((sentence) => sentence.stage === moment.stage) ?? sentenceOf(moment.stage, moment, facts, voice);
  return {
    packVersion: moment.pack.version,
    now: chosen ? sentenceOfSituation(chosen, current) : current,
    stages,
    situations,
    calendarNote: facts.day.statutoryKnown ? null : 'no-statutory-days',
  };
}

function factsOf(moment: ScriptMoment): Facts {
  const local = localMoment(moment.nowMs, moment.timeZone);
  const day = moment.calendar.dayOf({ year: local.year, month: local.month, day: local.day });
  const solemn = day.mourning || day.festivals.some((festival) => moment.pack.solemn.includes(festival));
  const { direction, queue, dialled, kind } = moment;
  return { nowMs: moment.nowMs, minute: local.minute, day, solemn, direction, queue, dialled, kind };
}

/** One language, and what its variables stand for at this moment. */
type Voice = { readonly word: (words: Words) => string; readonly variables: Variables };

function sentenceOf(stage: Stage, moment: ScriptMoment, facts: Facts, voice: Voice): Sentence {
  const chosen = choose(stage, moment, facts, voice);
  return {
    stage,
    text: chosen.text,
    reasons: [...new Set(chosen.reasons)],
    about: chosen.about === null ? null : chosen.about.slice(0, 60),
    said: moment.said.includes(stage),
  };
}

type Chosen = { readonly text: string; readonly reasons: readonly SentenceReason[]; readonly about: string | null };

function choose(stage: Stage, moment: ScriptMoment, facts: Facts, { word, variables }: Voice): Chosen {
  switch (stage) {
    case 'opening':
      return chooseOpening(moment, facts, variables, word);
    case 'closing': {
      const wish = closingWish(moment.pack.wishes, moment.calendar, facts);
      const said = byRule(moment.pack.closing, facts, { ...variables, wish: wish && word(wish.words) }, word);
      return wish ? { ...said, reasons: [wish.reason, ...said.reasons], about: wish.about && word(wish.about) } : said;
    }
    case 'ask-wait':
      return byRule(moment.pack.askWait, facts, variables, word);
    case 'on-hold':
      return byRule(moment.pack.onHold, facts, variables, word);
    case 'back':
      return byRule(moment.pack.back, facts, variables, word);
    case 'confirm':
      return byRule(moment.pack.confirm, facts, variables, word);
    case 'ask-more':
      return byRule(moment.pack.askMore, facts, variables, word);
  }
}

function byRule(rules: readonly Rule[], facts: Facts, variables: Variables, word: (words: Words) => string): Chosen {
  const rule = firstThatFits(rules, facts);
  return {
    text: fill(word(rule.words), variables),
    reasons: rule.reason === null ? [] : [rule.reason],
    about: rule.about ? word(rule.about) : null,
  };
}

function wordIn(language: Language): (words: Words) => string {
  return language === 'en' ? (words) => words.en : (words) => words.zh;
}

function variablesOf(moment: ScriptMoment, word: (words: Words) => string): Variables {
  const { pack, dialled, queue, customer, language } = moment;
  const ownBrand = pack.brands.find((entry) => entry.dialled === dialled);
  const queueName = pack.queueNames.find((entry) => entry.queue === queue);
  const promisedAtMs = promiseOf(moment.kind, moment.promisedAtMs ?? null, moment.nowMs);
  return {
    brand: ownBrand ? word(ownBrand.brand) : moment.brand,
    agentNumber: moment.agentNumber,
    customer: customer && (language === 'en' ? honorificInEnglish(customer) : honorificOf(customer)),
    queue: queueName ? word(queueName.name) : null,
    promised: promisedAtMs === null ? null : momentInWords(promisedAtMs, moment.nowMs, moment.timeZone, language),
  };
}

/** Those made for this stage or kind first, each group in the order of the pack. */
function situationsFor(moment: ScriptMoment, { word, variables }: Voice): Situation[] {
  const rank = (situation: PackSituation): number =>
    (situation.stages?.includes(moment.stage) ? 0 : 1) + (moment.kind !== null && situation.kinds?.includes(moment.kind) ? 0 : 1);
  return moment.pack.situations
    .map((situation) => ({ situation, rank: rank(situation) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ situation }) => ({
      id: situation.id,
      title: word(situation.title).slice(0, 60),
      say: situation.say.map((words) => fill(word(words), variables).slice(0, 300)),
      doThis: situation.doThis.map((words) => word(words).slice(0, 200)),
      avoid: situation.avoid.map((words) => word(words).slice(0, 200)),
    }));
}

function sentenceOfSituation(situation: Situation, current: Sentence): Sentence {
  return { ...current, text: situation.say[0] ?? current.text, reasons: ['situation'], about: situation.title, said: false };
}
