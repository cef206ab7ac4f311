import { z } from 'zod';
import { Identity } from '#shared/agent/agent.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { CentreError, paths, SignInReply, SipAccount } from '#shared/sync/wire.ts';
import type { CentreHttp } from './http.ts';
import { parseJson } from './json.ts';

/** What is kept of a sign-in over restarts and days without the centre. A secret. */
const StoredSession = z.object({
  url: z.string(),
  refreshToken: z.string(),
  identity: Identity,
  sip: SipAccount.nullable(),
});
type StoredSession = z.infer<typeof StoredSession>;

/** Where it is kept: the shell's store of secrets. */
export type SessionStore = { readonly read: () => string | null; readonly write: (text: string | null) => void };

export type SignInFailure = 'unreachable' | 'wrong-password' | 'locked' | 'expired' | 'too-old' | 'server-error';

export type Session = {
  readonly current: () => StoredSession | null;
  readonly signIn: (agentNumber: string, password: string) => Promise<Result<StoredSession, SignInFailure>>;
  /** A token that is good for a while yet, refreshed at need. `retryAfterMs` comes with a server-error. */
  readonly accessToken: () => Promise<Result<string, SignInFailure>>;
  /** The centre did not take the token: the next call refreshes. */
  readonly refused: () => void;
  readonly signOut: () => Promise<void>;
  /** Forgets it without telling the centre. */
  readonly forget: () => void;
};

/** Refreshed this long before it ends, so that no request starts with a token that ends on the way. */
const earlyMs = 30_000;

function readStored(store: SessionStore, url: string): StoredSession | null {
  const text = store.read();
  if (text === null) return null;
  try {
    const stored = StoredSession.safeParse(JSON.parse(text));
    return stored.success && stored.data.url === url ? stored.data : null;
  } catch {
    return null; // damaged: signs in again
  }
}

function failureOf(status: number, body: unknown): SignInFailure {
  const error = CentreError.safeParse(body);
  const code = error.success ? error.data.error.code : '';
  if (code === 'wrong-password' || code === 'locked' || code === 'too-old') return code;
  if (status === 401) return 'expired';
  return 'server-error';
}

/** Signs in, keeps the tokens fresh, one refresh at a time: a token is used once (rotation). Times are of the seat's own clock. */
export function createSession(options: {
  readonly url: string;
  readonly http: CentreHttp;
  readonly store: SessionStore;
  readonly seatId: string;
  readonly nowMs: () => number;
}): Session {
  const { url, http, store, seatId, nowMs } = options;
  let stored = readStored(store, url);
  let access: { token: string; untilMs: number } | null = null;
  let refreshing: Promise<Result<string, SignInFailure>> | null = null;

  /** `still`: asked when the answer is there, whether it is still wanted; a sign-in meanwhile wins over a refresh. */
  const ask = async (path: string, body: unknown, still: () => boolean): Promise<Result<StoredSession, SignInFailure>> => {
    const reply = await http.post(path, body, null);
    if (!reply.ok) return refuse('unreachable', reply.error.detail);
    if (reply.value.status !== 200) return refuse(failureOf(reply.value.status, parseJson(reply.value.text)));
    const parsed = SignInReply.safeParse(parseJson(reply.value.text));
    if (!parsed.success) return refuse('server-error', 'not the answer of a centre');
    if (!still()) return stored === null ? refuse('expired') : ok(stored);
    const { identity, sip, refreshToken, accessToken, accessExpiresAtMs, serverTimeMs } = parsed.data;
    // The two clocks may differ by hours: only the span counts.
    access = { token: accessToken, untilMs: nowMs() + (accessExpiresAtMs - serverTimeMs) - earlyMs };
    stored = { url, refreshToken, identity, sip };
    store.write(JSON.stringify(stored));
    return ok(stored);
  };

  const forget = (): void => {
    stored = null;
    access = null;
    store.write(null);
  };

  const refresh = async (): Promise<Result<string, SignInFailure>> => {
    const was = stored;
    if (was === null) return refuse('expired');
    const asked = await ask(paths.refresh, { refreshToken: was.refreshToken, seatId }, () => stored === was);
    if (!asked.ok) return asked;
    return access === null ? refuse('server-error') : ok(access.token);
  };

  return {
    current: () => stored,
    signIn: (agentNumber, password) => ask(paths.signIn, { agentNumber, password, seatId }, () => true),
    accessToken: () => {
      if (access !== null && nowMs() < access.untilMs) return Promise.resolve(ok(access.token));
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
    refused: () => {
      access = null;
    },
    signOut: async () => {
      const token = stored?.refreshToken;
      forget();
      if (token !== undefined) await http.post(paths.signOut, { refreshToken: token }, null);
    },
    forget,
  };
}
