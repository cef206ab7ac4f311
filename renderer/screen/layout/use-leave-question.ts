import { useEffect } from 'react';
import { isLive } from '../stores/call-focus.ts';
import { useSeat } from '../stores/seat-context.ts';

/** Closing or reloading the tab during a call asks first; the browser chooses the words. The desktop asks by itself. */
export function useLeaveQuestion(): void {
  const asks = useSeat((state) => state.shell === 'web' && state.calls.calls.some(isLive));
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}
