import { clockText } from './format.ts';
import { useNow } from './use-now.ts';

type ClockProps = {
  /** Counts up from here… */
  readonly sinceMs: number;
  /** …or, with this, down to it. */
  readonly untilMs?: number;
  readonly className?: string;
};

/** The only thing that draws again each second. */
export function Clock({ sinceMs, untilMs, className }: ClockProps) {
  const nowMs = useNow(untilMs ?? sinceMs);
  const shown = untilMs === undefined ? nowMs - sinceMs : untilMs - nowMs;
  return (
    <span className={`nh-num ${className ?? ''}`} role="timer" aria-live="off">
      {clockText(shown)}
    </span>
  );
}
