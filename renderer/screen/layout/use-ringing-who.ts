import { partyOf, ringingCall } from '../stores/call-focus.ts';
import { useSeat } from '../stores/seat-context.ts';
import { maskedText } from '../ui/format.ts';

/** The name, or the masked number, of the caller who rings; null while nobody does. */
export function useRingingWho(): string | null {
  return useSeat((state) => {
    const call = ringingCall(state.calls);
    if (!call) return null;
    const { name, number } = partyOf(state, call);
    return name || maskedText(number);
  });
}
