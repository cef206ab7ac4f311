import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '#shared/agent/agent.ts';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import type { Handlers } from './bridge/screen-host.ts';
import type { Centre } from './centre-port.ts';
import { ownSipAccount } from './config/resolve.ts';
import { connectionHandlers } from './desk/handlers/connection-handlers.ts';
import type { SeatOptions } from './seat-options.ts';
import { standaloneIdentity } from './seat-state.ts';
import type { CallEngine } from './sip/engine.ts';

type ConnectionNames = keyof ReturnType<typeof connectionHandlers> | 'centre.sign-in' | 'centre.sign-out';

export type Account = {
  /** Whose words are spoken: the brand, and the number that the agent is called by. */
  readonly speaker: () => { readonly brand: string; readonly agentNumber: string };
  /** The centre says who is signed in, and with which account. */
  readonly signedIn: (identity: Identity | null, account: SipAccount | null) => void;
  /** Uses what is known and connects to the centre. */
  readonly begin: (centre: Centre) => void;
  readonly handlers: (centre: Centre) => Pick<Handlers, ConnectionNames>;
};

/** Who sits here, and with which account the seat registers: from its own configuration, or from the centre. */
export function createAccount(options: {
  readonly connection: SeatOptions['connection'];
  readonly secrets: SeatOptions['secrets'];
  readonly engine: Pick<CallEngine, 'use'>;
  readonly state: () => SeatState;
  readonly set: (change: SeatStateChange) => void;
}): Account {
  const { secrets, engine, state, set } = options;
  const { parse, resolve, write } = options.connection;
  let file = options.connection.file;
  let connection = resolve(file);
  let ofCentre: { identity: Identity | null; account: SipAccount | null } = { identity: null, account: null };
  let inUse: SipAccount | null = null;

  function keep(next: typeof file): void {
    write(next);
    file = next;
    connection = resolve(file);
  }

  function apply(): void {
    const own = ownSipAccount(connection, secrets.get('sip-password'));
    const account = own ?? ofCentre.account;
    const practice = account?.practice ?? false;
    set({
      identity: ofCentre.identity ?? (own === null ? null : standaloneIdentity(connection, own)),
      pbx: { label: (account?.label ?? '').slice(0, 80), practice },
      practice: { ...state().practice, on: practice },
    });
    if (!isDeepStrictEqual(account, inUse)) engine.use(account);
    inUse = account;
  }

  function connect(centre: Centre): void {
    const { centreUrl, agentNumber, samplePassword } = connection;
    centre.connect({ url: centreUrl, agentNumber, samplePassword });
  }

  return {
    speaker: () => {
      const { identity } = state();
      return { brand: identity?.brand || connection.brand, agentNumber: identity?.agentNumber ?? connection.agentNumber };
    },
    signedIn: (identity, account) => {
      ofCentre = { identity, account };
      apply();
    },
    begin: (centre) => {
      apply();
      connect(centre);
    },
    handlers: (centre) => ({
      ...connectionHandlers({
        secrets,
        connection: () => connection,
        file: () => file,
        parse,
        save: (next) => {
          const before = connection;
          keep(next);
          if (connection.centreUrl !== before.centreUrl || connection.agentNumber !== before.agentNumber) connect(centre);
          apply();
        },
      }),
      'centre.sign-in': async ({ agentNumber, password }) => {
        const done = await centre.signIn(agentNumber, password);
        // A sample agent is named by the launcher at each start; any other by who signed in last.
        if (done.ok && connection.samplePassword === null) keep({ ...file, agentNumber });
        return done;
      },
      'centre.sign-out': async () => {
        await centre.signOut();
        return { ok: true, value: {} };
      },
    }),
  };
}
