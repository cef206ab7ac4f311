import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Ask, Database } from '../db/database.ts';

/** A seat that was not used for longer signs in again. */
export const refreshTokenLifeMs = 30 * 86_400_000;
/** A reply that was lost on the way may be asked for again for this long, as long as its token was not used. */
export const lostReplyMs = 2 * 60_000;

const TokenRow = z.object({
  id: z.string(),
  family: z.string(),
  agent_number: z.string(),
  seat_id: z.string(),
  expires_at_ms: z.number(),
  used_at_ms: z.number().nullable(),
  replaced_by: z.string().nullable(),
  revoked: z.boolean(),
});

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

async function issueIn(
  ask: Ask,
  of: { family: string; agentNumber: string; seatId: string },
  nowMs: number,
): Promise<[string, string]> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  await ask(
    `INSERT INTO refresh_token (id, family, agent_number, seat_id, token_hash, issued_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000))`,
    [id, of.family, of.agentNumber, of.seatId, hashOf(token), nowMs, nowMs + refreshTokenLifeMs],
  );
  return [token, id];
}

/** The first token of a sign-in. What is expired is forgotten on the way. */
export async function issueRefreshToken(db: Database, agentNumber: string, seatId: string, nowMs: number): Promise<string> {
  await db.ask('DELETE FROM refresh_token WHERE expires_at < to_timestamp($1::float8 / 1000)', [nowMs]);
  const [token] = await issueIn(db.ask, { family: randomUUID(), agentNumber, seatId }, nowMs);
  return token;
}

async function revokeFamily(ask: Ask, family: string): Promise<void> {
  await ask('UPDATE refresh_token SET revoked_at = now() WHERE family = $1 AND revoked_at IS NULL', [family]);
}

async function isUnused(ask: Ask, id: string | null): Promise<boolean> {
  if (id === null) return false;
  const rows = await ask<{ unused: boolean }>('SELECT used_at IS NULL AS unused FROM refresh_token WHERE id = $1', [id]);
  return rows[0]?.unused ?? false;
}

/**
 * Gives a new token for one that was never used before. A used one means that somebody copied it: the whole sign-in ends, except
 * for a reply lost a moment ago, whose token nobody has used.
 */
export async function rotateRefreshToken(
  db: Database,
  asked: { readonly token: string; readonly seatId: string; readonly nowMs: number },
): Promise<Result<{ token: string; agentNumber: string }, 'expired'>> {
  return db.transaction(async (ask) => {
    const rows = await ask(
      `SELECT id, family, agent_number, seat_id, (extract(epoch FROM expires_at) * 1000)::float8 AS expires_at_ms,
              (extract(epoch FROM used_at) * 1000)::float8 AS used_at_ms, replaced_by, revoked_at IS NOT NULL AS revoked
       FROM refresh_token WHERE token_hash = $1 FOR UPDATE`,
      [hashOf(asked.token)],
    );
    if (rows[0] === undefined) return refuse('expired');
    const row = TokenRow.parse(rows[0]);
    if (row.revoked || row.expires_at_ms <= asked.nowMs || row.seat_id !== asked.seatId) return refuse('expired');
    if (row.used_at_ms !== null) {
      const justLost = asked.nowMs - row.used_at_ms < lostReplyMs && (await isUnused(ask, row.replaced_by));
      if (!justLost) {
        await revokeFamily(ask, row.family);
        return refuse('expired');
      }
      await ask('UPDATE refresh_token SET revoked_at = now() WHERE id = $1', [row.replaced_by]);
    }
    const [token, id] = await issueIn(
      ask,
      { family: row.family, agentNumber: row.agent_number, seatId: row.seat_id },
      asked.nowMs,
    );
    await ask('UPDATE refresh_token SET used_at = to_timestamp($2::float8 / 1000), replaced_by = $3 WHERE id = $1', [
      row.id,
      asked.nowMs,
      id,
    ]);
    return ok({ token, agentNumber: row.agent_number });
  });
}

/** Ends the sign-in that this token belongs to; an unknown token ends nothing. */
export async function endSignIn(db: Database, token: string): Promise<void> {
  await db.transaction(async (ask) => {
    const rows = await ask<{ family: string }>('SELECT family FROM refresh_token WHERE token_hash = $1', [hashOf(token)]);
    if (rows[0]) await revokeFamily(ask, rows[0].family);
  });
}
