import type { Today } from '#shared/bridge/state.ts';
import { clockText } from '../../ui/format.ts';

/** Answered within 15 s as a whole percentage; "–" before the first call. */
export function shareWithin15s(today: Pick<Today, 'answered' | 'within15s'>): string {
  return today.answered === 0 ? '–' : `${Math.round((today.within15s / today.answered) * 100)}%`;
}

/** Mean talking time of the calls answered and placed; "–" before the first. */
export function averageTalk(today: Pick<Today, 'answered' | 'placed' | 'talkMs'>): string {
  const calls = today.answered + today.placed;
  return calls === 0 ? '–' : clockText(today.talkMs / calls);
}
