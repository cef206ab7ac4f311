import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Role } from '#shared/agent/agent.ts';

/** Short: rights that are taken away end with it. */
export const accessTokenLifeMs = 10 * 60_000;
const issuer = 'ninhao-centre';

const Claims = z.object({ sub: z.string(), seat: z.string(), role: Role, team: z.string(), exp: z.number() });
/** Who asks, as signed by the centre itself. */
export type Caller = {
  readonly agentNumber: string;
  readonly seatId: string;
  readonly role: Role;
  readonly team: string;
  readonly expiresAtMs: number;
};

export type AccessTokens = {
  readonly issue: (caller: Omit<Caller, 'expiresAtMs'>, nowMs: number) => Promise<{ token: string; expiresAtMs: number }>;
  /** Null: forged, expired, or none. */
  readonly check: (token: string, nowMs: number) => Promise<Caller | null>;
};

/** The secret of the environment, else one made once and kept in a 0600 file of the data folder. */
export function tokenSecret(dataFolder: string, given: string | undefined): Uint8Array {
  if (given !== undefined) return new TextEncoder().encode(given);
  const path = join(dataFolder, 'token-secret');
  if (!existsSync(path)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return new TextEncoder().encode(readFileSync(path, 'utf8').trim());
}

/** JWT (RFC 7519) signed with HS256, read by nobody but centres that share the secret. */
export function createAccessTokens(secret: Uint8Array): AccessTokens {
  return {
    issue: async ({ agentNumber, seatId, role, team }, nowMs) => {
      const expiresAtMs = nowMs + accessTokenLifeMs;
      const token = await new SignJWT({ seat: seatId, role, team })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentNumber)
        .setIssuer(issuer)
        .setIssuedAt(Math.floor(nowMs / 1000))
        .setExpirationTime(Math.floor(expiresAtMs / 1000))
        .sign(secret);
      return { token, expiresAtMs };
    },
    check: async (token, nowMs) => {
      try {
        const { payload } = await jwtVerify(token, secret, { issuer, algorithms: ['HS256'], currentDate: new Date(nowMs) });
        const { sub, seat, role, team, exp } = Claims.parse(payload);
        return { agentNumber: sub, seatId: seat, role, team, expiresAtMs: exp * 1000 };
      } catch {
        return null; // forged, expired or not a token: the caller is told the same
      }
    },
  };
}
