import type { WebSocket } from 'ws';
import { practiceNumbers } from '#shared/practice/practice.ts';
import { sampleCustomer } from '../sample/customers.ts';
import { callerNumber, type Destination } from './dial-plan.ts';
import type { Pacer } from './media/pacer.ts';
import { createPracticeCall, type PracticeCall } from './practice-call.ts';
import type { CallReport } from './report.ts';
import { nextRingInMs, parseCommand, type Rhythm } from './rhythm.ts';
import { createFarSide, type Dial } from './sip/far-side.ts';
import type { Leg, LegListener } from './sip/leg.ts';
import type { Registration } from './sip/registration.ts';
import type { Manner } from './talk/conversation.ts';
import { type Persona, personas, unknownNumber } from './talk/personas.ts';
import type { Voices } from './talk/voices.ts';
import { runTransfer } from './transfer.ts';

/** A virtual party takes this long to pick up, ms. */
const PICKS_UP_AFTER_MS = 2000;
const NEVER_ANSWERS_MS = 60_000;
/** Reports of calls that are over are kept for the last so many. */
const REPORTS_KEPT = 50;
/** More than this at once no agent can learn from. */
const MOST_CALLS = 3;

export type SeatLineOptions = {
  readonly route: (dialled: string) => Destination;
  readonly voices: Voices;
  readonly pacer: Pacer;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly after: (ms: number, run: () => void) => () => void;
  /** The registrar's answer: the binding that now holds for the account, or null. */
  readonly register: (registration: Registration) => { readonly contactUri: string; readonly expiresSeconds: number } | null;
  /** The first customer rings this long after the first registration; 0: never by itself. */
  readonly firstRingMs: number;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
};

/** All that one registered seat has on the practice line: its calls, its rhythm, its far side. */
export type SeatLine = {
  readonly attach: (socket: WebSocket) => void;
  readonly receive: (text: string) => void;
  readonly isConnected: () => boolean;
  readonly reports: () => CallReport[];
  readonly close: () => void;
};

export function createSeatLine(options: SeatLineOptions): SeatLine {
  const { route, voices, pacer, nowMs, random, newId, after, firstRingMs, log } = options;
  const calls = new Set<PracticeCall>();
  const past: CallReport[] = [];
  const timers = new Set<() => void>();
  let contactUri: string | null = null;
  let greeted = false;
  let rhythm: Rhythm = 'off';
  /** The contact of the seat that set the rhythm. */
  let rhythmOf: string | null = null;
  let nextPersona = 0;
  let stopRhythm: (() => void) | null = null;

  /** A timer that ends with the line. */
  const later = (ms: number, run: () => void): (() => void) => {
    const cancel = after(ms, () => {
      timers.delete(stop);
      run();
    });
    const stop = (): void => {
      timers.delete(stop);
      cancel();
    };
    timers.add(stop);
    return stop;
  };

  const open = (persona: string, direction: CallReport['direction'], manner: Manner | null): PracticeCall => {
    const call = createPracticeCall({
      id: newId(),
      persona,
      direction,
      manner,
      voices,
      pacer,
      nowMs,
      onOver: () => {
        calls.delete(call);
        const report = call.report();
        past.push(report);
        past.splice(0, past.length - REPORTS_KEPT);
        log('call-over', { callId: call.id, persona, end: report.end, heardSeconds: report.heardSeconds });
      },
    });
    calls.add(call);
    log('call', { callId: call.id, persona, direction });
    return call;
  };

  /** What happens on a leg is the call's business only as long as the call is on that leg. */
  const listenerOf = (call: PracticeCall, current: () => Leg | null): LegListener => ({
    onEnded: () => {
      if (call.isLeg(current())) call.end('seat');
    },
    onRenegotiated: call.renegotiated,
    onDigits: call.digits,
    onTransfer: (request) => {
      const { replaces } = request;
      const consult = replaces ? ([...calls].find((other) => other.matches(replaces)) ?? null) : null;
      runTransfer({ call, request, destination: route(request.to), consult, after: later });
    },
  });

  const ring = (persona: Persona): void => {
    const to = contactUri;
    if (!to || !farSide.isConnected() || calls.size >= MOST_CALLS) return;
    const call = open(persona.id, 'rings', persona.manner);
    let leg: Leg | null = null;
    const number = persona.customerIndex === null ? unknownNumber : callerNumber(sampleCustomer(persona.customerIndex));
    farSide.ring({
      number,
      displayName: number,
      contactUri: to,
      headers: ringHeaders(persona, call.id),
      ringsForMs: persona.ringsForMs,
      onAnswered: (answered) => {
        leg = answered;
        call.attach(answered);
      },
      onFailed: (status) => call.end(status),
      listener: listenerOf(call, () => leg),
    });
  };

  const ringNext = (): void => {
    const persona = personas[nextPersona % personas.length];
    nextPersona += 1;
    if (persona) ring(persona);
  };

  const keepRhythm = (): void => {
    stopRhythm?.();
    stopRhythm = null;
    if (rhythm === 'off' || !contactUri) return;
    stopRhythm = later(nextRingInMs(rhythm, random()), () => {
      // A second caller while one talks is part of a busy hour only.
      if (calls.size === 0 || (rhythm === 'busy' && calls.size === 1)) ringNext();
      keepRhythm();
    });
  };

  /** Answers and gives the call its (new) leg. */
  const takeLeg = (dial: Dial, call: PracticeCall): void => {
    let leg: Leg | null = null;
    const answered = (next: Leg): void => {
      leg = next;
      call.attach(next);
    };
    dial
      .accept(
        listenerOf(call, () => leg),
        answered,
      )
      .catch((error: unknown) => {
        log('answer-failed', { callId: call.id, error: error instanceof Error ? error.name : 'unknown' });
        if (!call.isAnswered()) call.end('closed');
      });
  };

  const answer = (dial: Dial, persona: string, manner: Manner | null): void => {
    const call = open(persona, 'dialled', manner);
    dial.onCancelled(() => {
      if (!call.isAnswered()) call.end('seat');
    });
    dial.ringing();
    later(PICKS_UP_AFTER_MS, () => {
      if (!call.isOver()) takeLeg(dial, call);
    });
  };

  const onDial = (dial: Dial): void => {
    const { replaces } = dial;
    if (replaces) {
      const call = [...calls].find((other) => other.matches(replaces));
      if (call) takeLeg(dial, call);
      else dial.reject(481);
      return;
    }
    const destination = route(dial.number);
    if (destination.kind === 'busy') dial.reject(486);
    else if (destination.kind === 'unknown') dial.reject(404);
    else if (destination.kind === 'echo') answer(dial, 'echo', null);
    else if (destination.kind === 'talks') answer(dial, destination.persona, destination.manner);
    else {
      dial.ringing();
      dial.onCancelled(later(NEVER_ANSWERS_MS, () => dial.reject(480)));
    }
  };

  const onMessage = (toUser: string, body: string): number => {
    if (toUser !== 'practice') return 404;
    const command = parseCommand(body);
    if (!command) return 400;
    if (command.do === 'rhythm') {
      rhythm = command.rhythm;
      keepRhythm();
      return 200;
    }
    const persona = command.persona === undefined ? null : personas.find(({ id }) => id === command.persona);
    if (persona === undefined) return 404;
    if (!contactUri) return 480;
    if (calls.size >= MOST_CALLS) return 486;
    if (persona) ring(persona);
    else ringNext();
    return 200;
  };

  const onRegister = (registration: Registration): ReturnType<SeatLineOptions['register']> => {
    const binding = options.register(registration);
    if (registration.kind === 'query') return binding;
    const bound = registration.kind === 'bind' ? registration.contactUri : null;
    // Another contact is another start of the seat, which knows nothing of a rhythm set before; a link that comes back keeps its contact.
    if (bound !== null && bound !== rhythmOf) {
      rhythmOf = bound;
      rhythm = 'off';
      keepRhythm();
    }
    contactUri = bound;
    if (!contactUri) keepRhythm();
    else if (!greeted) {
      greeted = true;
      if (firstRingMs > 0) later(firstRingMs, ringNext);
    } else if (!stopRhythm) keepRhythm();
    return binding;
  };

  const farSide = createFarSide({
    onRegister,
    onDial,
    onMessage,
    onMalformed: (error) => log('malformed-sip', { error: error instanceof Error ? error.name : 'unknown' }),
  });

  return {
    attach: farSide.attach,
    receive: farSide.receive,
    isConnected: farSide.isConnected,
    reports: () => [...past, ...[...calls].map((call) => call.report())],
    close: () => {
      for (const stop of timers) stop();
      for (const call of calls) call.end('closed');
      farSide.close();
    },
  };
}

/** The headers that a PBX's pre-dial handler sets (see deploy/asterisk). */
function ringHeaders(persona: Persona, callId: string): string[] {
  const always = [`X-Call-Kind: ${persona.kind}`, `X-Linked-Id: practice-${callId}`, `X-Dialled: ${practiceNumbers.hotline}`];
  return persona.kind === 'direct' ? always : [...always, 'X-Queue: 客服热线', `X-Queue-Wait: ${persona.queueWaitSeconds}`];
}
