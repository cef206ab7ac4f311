import type { Destination } from './dial-plan.ts';
import type { PracticeCall } from './practice-call.ts';
import type { TransferRequest } from './sip/transfer-request.ts';

/** Moments of a transfer as a PBX has them, ms. */
const RINGING_AFTER_MS = 300;
const ANSWER_AFTER_MS = 1500;
const NO_ANSWER_AFTER_MS = 12_000;
/** The seat ends its own leg when it hears of the success; whoever does not is released after this. */
const RELEASE_AFTER_MS = 1000;

export type TransferOptions = {
  readonly call: PracticeCall;
  readonly request: TransferRequest;
  readonly destination: Destination;
  /** The consult call of an attended transfer. */
  readonly consult: PracticeCall | null;
  readonly after: (ms: number, run: () => void) => void;
};

/** Tells the outcome step by step (RFC 3515 §2.4.5) and lets the parties that were joined leave the line. */
export function runTransfer({ call, request, destination, consult, after }: TransferOptions): void {
  call.transferStarted(request.replaces ? 'attended' : 'blind');
  const finish = (status: number, reason: string): void => {
    if (call.isOver()) return;
    request.report(status, reason);
    call.transferEnded(status);
    if (status !== 200) return;
    after(RELEASE_AFTER_MS, () => {
      call.end('transferred');
      consult?.end('transferred');
    });
  };

  request.report(100, 'Trying');
  if (request.replaces) {
    if (consult && !consult.isOver()) finish(200, 'OK');
    else finish(481, 'Call/Transaction Does Not Exist');
    return;
  }
  if (destination.kind === 'busy') finish(486, 'Busy Here');
  else if (destination.kind === 'unknown') finish(404, 'Not Found');
  else {
    after(RINGING_AFTER_MS, () => {
      if (!call.isOver()) request.report(180, 'Ringing');
    });
    if (destination.kind === 'never-answers') after(NO_ANSWER_AFTER_MS, () => finish(480, 'Temporarily Unavailable'));
    else after(ANSWER_AFTER_MS, () => finish(200, 'OK'));
  }
}
