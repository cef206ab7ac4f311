import type { CentreState } from '#shared/bridge/state.ts';
import type { Clock, Log } from '../ports.ts';
import type { Outbox, RowStore } from './ports.ts';
import type { Trouble } from './request.ts';

type Change = Partial<Pick<CentreState, 'phase' | 'trouble' | 'lastContactAtMs'>>;

export type CentreStateFeed = {
  readonly get: () => CentreState;
  /** Tells the listener when this, what waits, or how far the first load is, differs from what was told last. */
  readonly tell: (change: Change) => void;
  /** The centre answered. */
  readonly contact: () => void;
};

/** What the agent sees of the line to the centre. */
export function createCentreStateFeed(options: {
  readonly outbox: Outbox;
  readonly rows: RowStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (state: CentreState) => void;
}): CentreStateFeed {
  const { outbox, rows, clock, log } = options;
  let state: CentreState = {
    phase: 'off',
    sinceMs: clock.nowMs(),
    trouble: null,
    waitingOperations: 0,
    parkedOperations: 0,
    lastContactAtMs: null,
    loading: null,
  };

  const tell = (change: Change): void => {
    const { waiting, parked } = outbox.counts();
    const phase = change.phase ?? state.phase;
    const next: CentreState = {
      ...state,
      ...change,
      sinceMs: phase === state.phase ? state.sinceMs : clock.nowMs(),
      waitingOperations: waiting,
      parkedOperations: parked,
      loading: phase === 'online' ? rows.loading() : null,
    };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    if (next.phase !== state.phase) log.info('centre.phase', { phase: next.phase, trouble: next.trouble });
    state = next;
    options.onState(state);
  };

  return {
    get: () => state,
    tell,
    contact: () => tell({ phase: 'online', trouble: null, lastContactAtMs: clock.nowMs() }),
  };
}

/** What the agent is told of a trouble. */
export function troubleOf({ kind, code }: Trouble): CentreState['trouble'] {
  if (kind === 'unreachable') return 'unreachable';
  if (code === 'too-old' || code === 'locked' || code === 'wrong-password' || code === 'expired') return code;
  return kind === 'signed-out' ? 'expired' : 'server-error';
}
