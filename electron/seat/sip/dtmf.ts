import type { Session } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { CallId } from '#shared/call/call.ts';
import { cleanDigits } from '#shared/call/clean.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Context } from './context.ts';
import { refusalOfMedia } from './refusals.ts';

const INFO_DURATION_MS = 160;

/** Sends keypad digits: as RTP events by the media page (RFC 4733), or one INFO each (application/dtmf-relay). */
export async function dtmf(
  context: Context,
  callId: CallId,
  raw: string,
  by: 'rfc4733' | 'info',
): Promise<Result<Record<never, never>, Refusal>> {
  const call = context.book.call(callId);
  const leg = context.legs.get(callId);
  if (call === undefined || leg === undefined) return refuse('no-such-call');
  const inEarlyMedia = call.phase === 'alerting' && call.earlyMedia && by === 'rfc4733';
  if (call.phase !== 'active' && !inEarlyMedia) return refuse('wrong-state');
  const digits = cleanDigits(raw);
  if (digits === '') return refuse('bad-request');
  if (by === 'rfc4733') {
    const sent = await leg.media.dtmf(digits);
    return sent.ok ? ok({}) : refuse(refusalOfMedia(sent.error.code));
  }
  if (context.line()?.isUp() !== true) return refuse('not-registered');
  for (const digit of digits) {
    const status = await info(leg.session, digit);
    if (status >= 300) return refuse('far-side-refused', String(status));
  }
  return ok({});
}

/** The final status of one INFO; 408 when the session is over. */
function info(session: Session, digit: string): Promise<number> {
  return new Promise((resolve) => {
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${digit}\r\nDuration=${INFO_DURATION_MS}\r\n`,
    };
    session
      .info({
        requestOptions: { body },
        requestDelegate: {
          onAccept: ({ message }) => resolve(message.statusCode ?? 200),
          onRedirect: ({ message }) => resolve(message.statusCode ?? 300),
          onReject: ({ message }) => resolve(message.statusCode ?? 500),
        },
      })
      .catch(() => resolve(408));
  });
}
