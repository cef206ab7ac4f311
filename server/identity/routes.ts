import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Identity } from '#shared/agent/agent.ts';
import { paths, RefreshRequest, type SignInReply, SignInRequest, SignOutRequest } from '#shared/sync/wire.ts';
import type { Database } from '../db/database.ts';
import { parseBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { AccessTokens } from './access-token.ts';
import { activeIdentity, checkPassword, lockMs } from './agents.ts';
import { endSignIn, issueRefreshToken, rotateRefreshToken } from './refresh-token.ts';
import { sipAccountOf } from './sip-account.ts';

export type IdentityOptions = {
  readonly db: Database;
  readonly tokens: AccessTokens;
  readonly nowMs: () => number;
  readonly brand: string;
  readonly practiceUrl: string | null;
  /** Sign-ins a minute from one address. */
  readonly signInsPerMinute: number;
};

/** Sign-in, a new token for an old one, sign-out. */
export function identityRoutes(app: FastifyInstance, options: IdentityOptions): void {
  const { db, tokens, nowMs, brand, practiceUrl } = options;
  const atMost = (max: number) => ({ config: { rateLimit: { max, timeWindow: '1 minute' } } });
  const limited = atMost(options.signInsPerMinute);
  const refreshLimited = atMost(options.signInsPerMinute * 4);

  const replyFor = async (identity: Identity, seatId: string, refreshToken: string): Promise<z.infer<typeof SignInReply>> => {
    const { agentNumber, role, team } = identity;
    const access = await tokens.issue({ agentNumber, seatId, role, team }, nowMs());
    const sip = await sipAccountOf(db.ask, agentNumber, practiceUrl);
    return {
      identity,
      accessToken: access.token,
      accessExpiresAtMs: access.expiresAtMs,
      refreshToken,
      sip,
      serverTimeMs: nowMs(),
    };
  };

  app.post(paths.signIn, limited, async (request) => {
    const { agentNumber, password, seatId } = parseBody(SignInRequest, request.body);
    const checked = await checkPassword(db, { agentNumber, password, brand, nowMs: nowMs() });
    if (!checked.ok) {
      request.log.info({ event: 'sign-in-refused', code: checked.error.code });
      if (checked.error.code === 'locked')
        throw new Refusal(423, 'locked', 'too many wrong passwords: try again later', lockMs / 1000);
      throw new Refusal(401, 'wrong-password', 'no such agent, or a wrong password');
    }
    return replyFor(checked.value, seatId, await issueRefreshToken(db, agentNumber, seatId, nowMs()));
  });

  app.post(paths.refresh, refreshLimited, async (request) => {
    const { refreshToken, seatId } = parseBody(RefreshRequest, request.body);
    const rotated = await rotateRefreshToken(db, { token: refreshToken, seatId, nowMs: nowMs() });
    const identity = rotated.ok ? await activeIdentity(db.ask, rotated.value.agentNumber, brand) : null;
    if (!rotated.ok || identity === null) throw new Refusal(401, 'expired', 'sign in again');
    return replyFor(identity, seatId, rotated.value.token);
  });

  app.post(paths.signOut, limited, async (request) => {
    const { refreshToken } = parseBody(SignOutRequest, request.body);
    await endSignIn(db, refreshToken);
    return {};
  });
}
