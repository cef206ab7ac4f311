import type { CallId, CallsView } from '#shared/call/call.ts';

/** After the answer the far side's switchboard first speaks; digits before that are lost. ms. */
const pauseMs = 1_500;

export type Extensions = {
  /** 转: to be keyed in once this call is answered. */
  readonly remember: (callId: CallId, digits: string) => void;
  readonly follow: (calls: CallsView) => void;
};

/** Keys in the extension of a number such as 010-62345678转8001. */
export function createExtensions(options: {
  readonly after: (ms: number, run: () => void) => () => void;
  readonly key: (callId: CallId, digits: string) => void;
}): Extensions {
  const waiting = new Map<CallId, string>();
  return {
    remember: (callId, digits) => waiting.set(callId, digits),
    follow: ({ calls }) => {
      for (const [callId, digits] of waiting) {
        const call = calls.find(({ id }) => id === callId);
        if (call?.phase === 'active') options.after(pauseMs, () => options.key(callId, digits));
        if (call === undefined || call.phase === 'active' || call.phase === 'ended') waiting.delete(callId);
      }
    },
  };
}
