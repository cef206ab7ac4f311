import type { SeatState } from '#shared/bridge/state.ts';
import type { LinkState } from '../../bridge/port.ts';
import { currentCall, deskOf } from '../../stores/call-focus.ts';

/** What stands between this seat and its work, the worst first. One banner each. */
export type Trouble =
  | { readonly kind: 'link' }
  | { readonly kind: 'line-down'; readonly line: Extract<SeatState['line'], { phase: 'down' }> }
  | { readonly kind: 'line-off' }
  | { readonly kind: 'elsewhere'; readonly where: string }
  | { readonly kind: 'microphone'; readonly state: 'refused' | 'none' | 'lost' | 'busy' }
  | { readonly kind: 'not-heard'; readonly why: 'silent' | 'no-microphone' }
  | { readonly kind: 'sound' }
  | { readonly kind: 'signed-out'; readonly trouble: SeatState['centre']['trouble'] }
  | {
      readonly kind: 'centre-offline';
      readonly sinceMs: number;
      readonly trouble: SeatState['centre']['trouble'];
      readonly waiting: number;
    };

type Seen = Pick<SeatState, 'line' | 'media' | 'centre' | 'calls' | 'desks'>;

function lineTrouble(line: SeatState['line']): Trouble | null {
  if (line.phase === 'down') return { kind: 'line-down', line };
  if (line.phase === 'elsewhere') return { kind: 'elsewhere', where: line.where };
  return line.phase === 'off' ? { kind: 'line-off' } : null;
}

function heardTrouble(seen: Seen): Trouble | null {
  const { microphone } = seen.media;
  if (microphone !== 'ok' && microphone !== 'unknown') return { kind: 'microphone', state: microphone };
  const notHeard = deskOf(seen.desks, currentCall(seen.calls)?.id ?? null)?.notHeard ?? null;
  // Muted is the agent's own wish: the tile and the lit button say it, a banner would only nag.
  return notHeard === null || notHeard === 'muted' ? null : { kind: 'not-heard', why: notHeard };
}

function centreTrouble(centre: SeatState['centre']): Trouble | null {
  const { phase, trouble, sinceMs, waitingOperations } = centre;
  if (phase === 'signed-out') return { kind: 'signed-out', trouble };
  return phase === 'offline' ? { kind: 'centre-offline', sinceMs, trouble, waiting: waitingOperations } : null;
}

export function troublesOf(link: LinkState, seen: Seen): Trouble[] {
  if (link !== 'open') return [{ kind: 'link' }];
  const sound: Trouble | null = seen.media.soundBlocked ? { kind: 'sound' } : null;
  return [lineTrouble(seen.line), heardTrouble(seen), sound, centreTrouble(seen.centre)].filter((one) => one !== null);
}
