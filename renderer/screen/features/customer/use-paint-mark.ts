import { useEffect, useRef } from 'react';
import type { CallId } from '#shared/call/call.ts';
import { useRequest } from '../../stores/use-ask.ts';

/**
 * Tells the seat when the card of a ringing call stood on the screen: the first task after the frame that holds it
 * (requestAnimationFrame runs before the frame is drawn, a message after it). Once a call; a hidden page draws nothing and tells nothing.
 */
export function usePaintMark(ringingCallId: CallId | null): void {
  const request = useRequest();
  const marked = useRef<CallId | null>(null);
  useEffect(() => {
    if (ringingCallId === null || marked.current === ringingCallId) return;
    const frame = requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => {
        after.port1.close();
        marked.current = ringingCallId;
        void request('figures.painted', { callId: ringingCallId, paintedAtMs: performance.timeOrigin + performance.now() });
      };
      after.port2.postMessage(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [ringingCallId, request]);
}
