import { useCallback, useRef } from 'react';
import { useLevels } from '../stores/seat-context.ts';
import type { Levels } from '../stores/seat-store.ts';

type MeterProps = {
  readonly side: 'microphone' | 'speaker';
  readonly label: string;
  /** Only levels of this call move it; without one any do (a device test). */
  readonly callId?: string;
};

const bars = [0, 1, 2, 3, 4] as const;

/** RMS 0…0.707 to 0…5 bars by loudness: -45 dB is the first bar, -9 dB all five. */
export function litBars(level: number): number {
  if (level <= 0) return 0;
  const decibel = 20 * Math.log10(level);
  return Math.max(0, Math.min(5, Math.ceil((decibel + 54) / 9)));
}

/** Moves with the voice without a React render: the bars are set on the element itself. */
export function Meter({ side, label, callId }: MeterProps) {
  const element = useRef<HTMLSpanElement>(null);
  const show = useCallback(
    (levels: Levels) => {
      const own = callId === undefined || levels.callId === callId;
      element.current?.setAttribute('data-lit', String(own ? litBars(levels[side]) : 0));
    },
    [side, callId],
  );
  useLevels(show);
  return (
    <span ref={element} className={`nh-meter nh-meter-${side}`} role="img" aria-label={label} title={label} data-lit="0">
      {bars.map((bar) => (
        <i key={bar} />
      ))}
    </span>
  );
}
