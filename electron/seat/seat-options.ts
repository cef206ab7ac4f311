import type { Refusal } from '#shared/bridge/refusals.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import type { Result } from '#shared/result.ts';
import type { CreateCentre } from './centre-port.ts';
import type { ConnectionFile } from './config/connection.ts';
import type { Connection } from './config/resolve.ts';
import type { SecretStore } from './config/secrets.ts';
import type { DeskStore } from './desk/ports.ts';
import type { PresenceStore } from './desk/presence.ts';
import type { Clock, Log, MediaPort, NewId, Random } from './ports.ts';
import type { Outlet } from './seat-outlet.ts';
import type { CreateCallEngine, DialogStore } from './sip/engine.ts';

export type SeatOptions = {
  readonly shell: SeatState['shell'];
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly log: Log;
  /** Runs once this turn of the event loop is over. */
  readonly defer: (run: () => void) => void;
  readonly store: DeskStore;
  readonly dialogs: DialogStore;
  /** The pack that the centre published, or null. */
  readonly publishedPack: () => unknown;
  readonly presence: PresenceStore;
  readonly media: MediaPort;
  readonly secrets: SecretStore;
  readonly connection: {
    readonly file: ConnectionFile;
    readonly parse: (file: unknown) => Result<ConnectionFile, 'bad-config'>;
    /** File and environment weighed against each other. */
    readonly resolve: (file: ConnectionFile) => Connection;
    readonly write: (file: ConnectionFile) => void;
  };
  readonly trustedCa: string | null;
  /** The seat before us was killed: drafts that are left were not left on purpose. */
  readonly afterCrash: boolean;
  readonly createEngine: CreateCallEngine;
  readonly createCentre: CreateCentre;
};

export type Seat = {
  readonly state: () => SeatState;
  /** Serves one request of the contract. Never rejects. */
  readonly handle: (name: string, params: unknown) => Promise<Result<unknown, Refusal>>;
  readonly subscribe: Outlet['subscribe'];
  /** A tel: or sip: link was opened: the agent is asked. */
  readonly askDial: (number: string) => void;
  /** Ends calls, signs off, lets go. Resolves within 3 s. */
  readonly close: () => Promise<void>;
};
