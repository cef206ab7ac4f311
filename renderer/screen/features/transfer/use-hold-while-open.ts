import { useCallback, useEffect, useRef } from 'react';
import type { CallId } from '#shared/call/call.ts';
import { useSeatContext } from '../../stores/seat-context.ts';
import { useAsk, useRequest } from '../../stores/use-ask.ts';

export type HeldCustomer = {
  /** Settles when the customer is on hold, or could not be. */
  readonly settled: () => Promise<void>;
  /** Takes the customer back, if it was the picker that put them on hold. */
  readonly back: () => void;
};

/** The customer hears music as soon as the picker opens, and not the agent's search for a name. */
export function useHoldWhileOpen(callId: CallId, open: boolean): HeldCustomer {
  const { store } = useSeatContext();
  const ask = useAsk();
  const request = useRequest();
  const holding = useRef<Promise<boolean> | null>(null);

  useEffect(() => {
    if (!open) {
      holding.current = null;
      return;
    }
    const call = store.view.getState().seat?.calls.calls.find((one) => one.id === callId);
    const isTalking = call?.phase === 'active' && !call.holdChanging && (call.hold === 'none' || call.hold === 'remote');
    if (isTalking && holding.current === null) holding.current = request('call.hold', { callId }).then((reply) => reply.ok);
  }, [open, callId, store, request]);

  const settled = useCallback(async () => {
    await holding.current;
  }, []);
  const back = useCallback(() => {
    void holding.current?.then(async (held) => {
      if (held) await ask('call.resume', { callId });
    });
  }, [ask, callId]);
  return { settled, back };
}
