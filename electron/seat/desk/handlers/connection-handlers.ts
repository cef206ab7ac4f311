import { ok, type Result, refuse } from '#shared/result.ts';
import type { Handlers } from '../../bridge/screen-host.ts';
import type { ConnectionFile } from '../../config/connection.ts';
import type { Connection } from '../../config/resolve.ts';
import type { SecretStore } from '../../config/secrets.ts';
import { written } from '../disk.ts';

export type ConnectionHandlers = Pick<Handlers, Extract<keyof Handlers, `connection.${string}`>>;

type Options = {
  readonly secrets: SecretStore;
  readonly connection: () => Connection;
  readonly file: () => ConnectionFile;
  /** Refuses with the field and what is wrong with it. */
  readonly parse: (file: unknown) => Result<ConnectionFile, 'bad-config'>;
  /** Writes the file; the new connection holds from now on. */
  readonly save: (file: ConnectionFile) => void;
};

/** The settings page's view of where this seat belongs. A password goes in and never comes out. */
export function connectionHandlers(options: Options): ConnectionHandlers {
  const { secrets } = options;
  return {
    'connection.get': () => {
      const { pbxUrl, sipUser, sipDomain, centreUrl, agentNumber } = options.connection();
      return ok({ pbxUrl, sipUser, sipDomain, centreUrl, agentNumber, hasSipPassword: secrets.get('sip-password') !== null });
    },
    'connection.set': ({ sipPassword, ...asked }) => {
      const trimmed = Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, value.trim()]));
      const next = options.parse({ ...options.file(), ...trimmed });
      if (!next.ok) return refuse('bad-address', next.error.detail?.slice(0, 200));
      const done = written(() => {
        if (sipPassword !== undefined) secrets.set('sip-password', sipPassword === '' ? null : sipPassword);
        options.save(next.value);
      });
      return done.ok ? ok({}) : done;
    },
  };
}
