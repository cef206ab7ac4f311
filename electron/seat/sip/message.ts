import { Messager } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Line } from './line.ts';
import { targetOf } from './targets.ts';

/** One SIP MESSAGE (RFC 3428); resolves with the far side's answer. */
export function sendMessage(
  line: Line | null,
  to: string,
  contentType: string,
  body: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const userAgent = line?.userAgent;
  if (line === null || userAgent === null || userAgent === undefined || !line.isRegistered())
    return Promise.resolve(refuse('not-registered'));
  const target = targetOf(line.account, to);
  if (target === null) return Promise.resolve(refuse('bad-number'));
  return new Promise((resolve) => {
    const messager = new Messager(userAgent, target, body, contentType);
    messager
      .message({
        requestDelegate: {
          onAccept: () => resolve(ok({})),
          onRedirect: () => resolve(refuse('far-side-refused')),
          onReject: ({ message }) =>
            resolve(refuse(message.statusCode === 408 ? 'timed-out' : 'far-side-refused', String(message.statusCode))),
        },
      })
      .catch(() => resolve(refuse('internal')));
  });
}
