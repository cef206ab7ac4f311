import type { Identity } from '#shared/agent/agent.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { noCalls } from '#shared/call/calls.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import type { Connection } from './config/resolve.ts';
import { noMedia } from './desk/media-watch.ts';
import type { DeskStore } from './desk/ports.ts';

/** A seat without a centre: what its own configuration says of the agent. */
export function standaloneIdentity(connection: Connection, account: SipAccount): Identity {
  return {
    agentNumber: (connection.agentNumber || account.user || '0').slice(0, 16),
    name: '',
    role: 'agent',
    team: '',
    brand: connection.brand,
    outgoingNumbers: [...connection.outgoingNumbers],
  };
}

/** Before anything has happened; what the files know is in it. */
export function firstState(store: DeskStore, shell: SeatState['shell'], nowMs: number): SeatState {
  return {
    identity: null,
    agent: { phase: 'ready', sinceMs: nowMs },
    line: { phase: 'off', sinceMs: nowMs },
    pbx: { label: '', practice: false },
    centre: {
      phase: 'off',
      sinceMs: nowMs,
      trouble: null,
      waitingOperations: 0,
      parkedOperations: 0,
      lastContactAtMs: null,
      loading: null,
    },
    calls: noCalls,
    desks: [],
    drafts: [],
    missedUnseen: 0,
    media: noMedia,
    practice: { on: false, rhythm: 'off', nextRingAtMs: null },
    colleagues: [...store.colleagues()],
    notices: [...store.notices()],
    today: { answered: 0, missed: 0, placed: 0, within15s: 0, talkMs: 0, tickets: 0 },
    settings: store.readSettings(),
    shell,
  };
}
