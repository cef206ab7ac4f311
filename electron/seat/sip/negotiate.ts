import { Core, type Session, SessionState } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { glareDelayMs } from '#shared/call/retry.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { unreachable } from '#shared/unreachable.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { isLinkDown } from './unanswered.ts';

/** What came of one re-INVITE. */
type Outcome = 'agreed' | 'glare' | 'gone' | 'link-down' | 'refused' | 'later' | 'session-over';

export type NegotiatorPorts = {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly session: () => Session;
  readonly isLinkUp: () => boolean;
  /** Did we place the call? The owner of the Call-ID waits longer after glare. */
  readonly ownsCallId: boolean;
  readonly silence: (held: boolean) => void;
  readonly onAgreed: (held: boolean, settled: boolean) => void;
  /** 481 or no answer: the PBX no longer knows the call. */
  readonly onGone: () => void;
};

export type Negotiator = {
  /** Wanted or agreed: what the next description has to say. */
  readonly heldHere: () => boolean;
  readonly takeIceRestart: () => boolean;
  /** Resolves when nothing is under way any more: agreed as wanted, or refused. */
  readonly setHeld: (held: boolean) => Promise<Result<Record<never, never>, Refusal>>;
  /** The same descriptions once more: tells the PBX our new address, and us whether it still knows the call. */
  readonly refresh: () => Promise<void>;
  readonly restartIce: () => Promise<void>;
  /** The ACK of our 200 has come, or the session is over: what waited may go on. */
  readonly wake: () => void;
  /** A new leg begins unheld: what was agreed before is not known to it. */
  readonly startOver: () => void;
};

/** A PBX that says "later" (500 with Retry-After) is asked this often. */
const MAX_TRIES = 4;
const LATER_MS = 500;

/**
 * The re-INVITEs of one session, one at a time (trap 7): however often the button is pressed while one is under way, only the last wish
 * is sent next, and what is shown is what the PBX agreed to.
 */
export function createNegotiator(ports: NegotiatorPorts): Negotiator {
  let wanted = false;
  let agreed = false;
  let refreshDue = false;
  let iceDue = false;
  let running: Promise<void> | null = null;
  let tries = 0;
  let presses = 0;
  let wake: () => void = () => undefined;

  const usable = () => ports.session().state === SessionState.Established && ports.isLinkUp();
  const due = () => wanted !== agreed || refreshDue || iceDue;

  async function loop(): Promise<void> {
    tries = 0;
    while (due() && usable()) {
      if (isAckDue(ports.session())) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const held = wanted;
      const ice = iceDue;
      refreshDue = false;
      // Upstream falls silent with the press, not with the answer (trap 11).
      if (held) ports.silence(true);
      const outcome = await reinvite(ports.session());
      tries += 1;
      if (outcome !== 'agreed' && ice) iceDue = true;
      if (outcome === 'agreed') agree(held);
      else if (!(await goesOnAfter(outcome))) return;
      if (due() && usable()) ports.onAgreed(agreed, false);
    }
  }

  function agree(held: boolean): void {
    agreed = held;
    tries = 0;
    if (!held) ports.silence(false);
  }

  async function goesOnAfter(outcome: Exclude<Outcome, 'agreed'>): Promise<boolean> {
    ports.log.info('negotiate', { outcome, tries });
    switch (outcome) {
      case 'glare':
        refreshDue = true;
        await pause(glareDelayMs(ports.ownsCallId, ports.random()));
        return true;
      case 'later':
        refreshDue = true;
        if (tries < MAX_TRIES) {
          await pause(LATER_MS * tries);
          return true;
        }
        giveUp();
        return false;
      case 'refused':
        giveUp();
        return false;
      case 'gone':
        giveUp();
        ports.onGone();
        return false;
      case 'link-down':
      case 'session-over':
        // After the link is back `refresh` takes the wish up again.
        return false;
      default:
        return unreachable(outcome);
    }
  }

  function giveUp(): void {
    wanted = agreed;
    refreshDue = false;
    iceDue = false;
    ports.silence(agreed);
  }

  function run(): Promise<void> {
    running ??= loop().finally(() => {
      running = null;
      ports.onAgreed(agreed, wanted === agreed);
    });
    return running;
  }

  const pause = (ms: number): Promise<void> => new Promise((resolve) => ports.clock.after(ms, resolve));

  return {
    heldHere: () => wanted,
    takeIceRestart: () => {
      const now = iceDue;
      iceDue = false;
      return now;
    },
    setHeld: async (held) => {
      wanted = held;
      presses += 1;
      const mine = presses;
      await run();
      // Pressed again meanwhile: the later press has its own answer.
      if (agreed === held || mine !== presses) return ok({});
      return ports.isLinkUp() ? refuse('far-side-refused') : refuse('not-registered');
    },
    refresh: () => {
      refreshDue = true;
      return run();
    },
    restartIce: () => {
      iceDue = true;
      return run();
    },
    wake: () => wake(),
    startOver: () => {
      agreed = false;
      ports.silence(wanted);
      void run();
    },
  };
}

/**
 * Our 200 is out, its ACK has not come: SIP.js would take an ACK that meets a pending offer for a fault and end the call (a trap beside
 * the twelve of the list). RFC 3261 §14.1 forbids the re-INVITE then as well.
 */
const isAckDue = (session: Session): boolean => session.dialog?.sessionState === Core.SessionState.AckWait;

async function reinvite(session: Session): Promise<Outcome> {
  return new Promise((resolve) => {
    const onOver = (state: SessionState) => {
      if (state === SessionState.Terminated) settle('session-over');
    };
    const settle = (outcome: Outcome) => {
      session.stateChange.removeListener(onOver);
      resolve(outcome);
    };
    session.stateChange.addListener(onOver);
    session
      .invite({
        requestDelegate: {
          onAccept: () => settle(session.state === SessionState.Established ? 'agreed' : 'session-over'),
          onReject: ({ message }) => settle(isLinkDown(message) ? 'link-down' : outcomeOf(message.statusCode ?? 500)),
        },
      })
      // One is under way (the far side's), or the page gave no offer: both pass.
      .catch(() => settle('later'));
  });
}

function outcomeOf(status: number): Outcome {
  if (status === 491) return 'glare';
  // RFC 3261 §12.2.1.2: 481 and 408 end the dialog.
  if (status === 481 || status === 408) return 'gone';
  if (status === 500) return 'later';
  return 'refused';
}
