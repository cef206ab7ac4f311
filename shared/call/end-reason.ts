import type { EndReason, TransferFailure } from './call.ts';
import { cleanText } from './clean.ts';

/** One value of a Reason header. RFC 3326 §2. */
export type Reason = { readonly protocol: string; readonly cause: number | null; readonly text: string };

/** Values of Reason headers; what cannot be read is left out. */
export function parseReasons(headers: readonly string[]): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const header of headers) {
    for (const value of header.slice(0, 1024).split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
      const protocol = /^\s*([A-Za-z0-9.\-!%*_+`'~]+)\s*(;|$)/.exec(value)?.[1];
      if (protocol === undefined) continue;
      const cause = /;\s*cause\s*=\s*(\d{1,4})\b/i.exec(value)?.[1];
      const text = /;\s*text\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(value)?.[1] ?? '';
      reasons.push({
        protocol: protocol.toUpperCase(),
        cause: cause === undefined ? null : Number(cause),
        text: cleanText(text, 80),
      });
    }
  }
  return reasons;
}

/** Why a call failed by its Q.850 cause; null where the cause says nothing that the SIP status does not. ITU-T Q.850 §2.2.7. */
export function reasonOfCause(cause: number | null): EndReason | null {
  switch (cause) {
    case 1:
    case 22:
    case 28:
      return 'not-found';
    case 17:
      return 'busy';
    case 18:
    case 19:
      return 'no-answer';
    case 21:
      return 'rejected';
    case 2:
    case 3:
    case 20:
    case 27:
    case 34:
    case 38:
    case 41:
    case 42:
    case 44:
      return 'unreachable';
    case 50:
    case 55:
    case 57:
      return 'not-allowed';
    case 58:
    case 88:
      return 'media-failed';
    default:
      return null;
  }
}

const byStatus: Readonly<Record<number, EndReason>> = {
  401: 'not-allowed',
  403: 'not-allowed',
  404: 'not-found',
  405: 'not-allowed',
  407: 'not-allowed',
  410: 'not-found',
  415: 'media-failed',
  416: 'not-found',
  480: 'no-answer',
  484: 'not-found',
  485: 'not-found',
  486: 'busy',
  487: 'failed',
  488: 'media-failed',
  600: 'busy',
  603: 'rejected',
  604: 'not-found',
  606: 'media-failed',
  607: 'rejected',
  608: 'rejected',
};

/** These statuses say little by themselves: a Q.850 cause beside them says more. */
const vague = new Set([480, 487, 500, 502, 503, 603]);

/** End of a call that we placed, from the final response. `rang`: the far phone was heard ringing. RFC 3261 §21. */
export function reasonOfStatus(status: number, reasons: readonly Reason[], rang: boolean): EndReason {
  const cause = reasons.find((reason) => reason.protocol === 'Q.850')?.cause ?? null;
  const told = vague.has(status) || byStatus[status] === undefined ? reasonOfCause(cause) : null;
  if (told !== null) return told;
  if (status === 408) return rang ? 'no-answer' : 'unreachable';
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500 && status < 600) return 'unreachable';
  return 'failed';
}

/** End of an incoming call that was cancelled while it rang: 200 means that another answered (RFC 3326 §3.1). */
export function reasonOfCancel(reasons: readonly Reason[]): 'answered-elsewhere' | 'cancelled-by-caller' {
  const elsewhere = reasons.some(
    (reason) => (reason.protocol === 'SIP' && reason.cause === 200) || (reason.protocol === 'Q.850' && reason.cause === 26),
  );
  return elsewhere ? 'answered-elsewhere' : 'cancelled-by-caller';
}

/** Outcome of a transfer from the status in the NOTIFY, or of the REFER itself. RFC 3515 §2.4.5. */
export function transferFailureOf(status: number): TransferFailure {
  switch (status) {
    case 486:
    case 600:
      return 'busy';
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
      return 'not-found';
    case 408:
    case 480:
    case 487:
      return 'no-answer';
    case 603:
    case 607:
    case 608:
      return 'rejected';
    case 401:
    case 403:
    case 405:
    case 407:
      return 'not-allowed';
    case 481:
      return 'customer-gone';
    case 500:
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    default:
      return 'failed';
  }
}

/** The failure of a talk-first transfer whose second leg ended before the hand-over. */
export function transferFailureOfEnd(reason: EndReason): TransferFailure {
  switch (reason) {
    case 'busy':
    case 'not-found':
    case 'no-answer':
    case 'rejected':
    case 'unreachable':
    case 'not-allowed':
      return reason;
    case 'lost':
      return 'link-down';
    default:
      return 'failed';
  }
}

/** The status line of a message/sipfrag body: `SIP/2.0 486 Busy Here`. RFC 3420. Null when it is none. */
export function statusOfFragment(body: string): number | null {
  const status = /^\s*SIP\/2\.0 (\d{3})(\s|$)/.exec(body.slice(0, 200))?.[1];
  return status === undefined ? null : Number(status);
}
