import { z } from 'zod';
import { Identity, Role } from '#shared/agent/agent.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Ask, Database } from '../db/database.ts';
import { isPassword, spendTimeOf } from './passwords.ts';

export const failuresBeforeLock = 5;
export const lockMs = 15 * 60_000;

const AgentRow = z.object({
  agent_number: z.string(),
  name: z.string(),
  role: Role,
  team: z.string(),
  password_hash: z.string(),
  outgoing_numbers: z.array(z.string()),
  active: z.boolean(),
  failed_count: z.number().int(),
  locked_until_ms: z.number().nullable(),
});
type AgentRow = z.infer<typeof AgentRow>;

const columns = `agent_number, name, role, team, password_hash, outgoing_numbers, active, failed_count,
  (extract(epoch FROM locked_until) * 1000)::float8 AS locked_until_ms`;

async function agentRow(ask: Ask, agentNumber: string): Promise<AgentRow | null> {
  const rows = await ask(`SELECT ${columns} FROM agent WHERE agent_number = $1`, [agentNumber]);
  return rows[0] === undefined ? null : AgentRow.parse(rows[0]);
}

function identityOf(row: AgentRow, brand: string): Identity {
  const { agent_number: agentNumber, name, role, team, outgoing_numbers: outgoingNumbers } = row;
  return Identity.parse({ agentNumber, name, role, team, brand, outgoingNumbers });
}

/** Who an agent is now; null when there is no such agent, or no longer. */
export async function activeIdentity(ask: Ask, agentNumber: string, brand: string): Promise<Identity | null> {
  const row = await agentRow(ask, agentNumber);
  return row?.active ? identityOf(row, brand) : null;
}

/**
 * Checks a password. Five wrong ones in a row lock the agent for 15 minutes; while locked even the right one is refused, so that
 * guessing gains nothing. An unknown agent is answered like a wrong password, in the same time.
 */
export async function checkPassword(
  db: Database,
  asked: { readonly agentNumber: string; readonly password: string; readonly brand: string; readonly nowMs: number },
): Promise<Result<Identity, 'wrong-password' | 'locked'>> {
  const row = await agentRow(db.ask, asked.agentNumber);
  if (!row?.active) {
    await spendTimeOf(asked.password);
    return refuse('wrong-password');
  }
  if (row.locked_until_ms !== null && row.locked_until_ms > asked.nowMs) return refuse('locked');
  if (await isPassword(row.password_hash, asked.password)) {
    if (row.failed_count > 0)
      await db.ask('UPDATE agent SET failed_count = 0, locked_until = NULL WHERE agent_number = $1', [asked.agentNumber]);
    return ok(identityOf(row, asked.brand));
  }
  // Counted in one statement: parallel guesses each count.
  const counted = await db.ask<{ locked: boolean }>(
    `UPDATE agent SET
       failed_count = CASE WHEN failed_count + 1 >= $2 THEN 0 ELSE failed_count + 1 END,
       locked_until = CASE WHEN failed_count + 1 >= $2 THEN to_timestamp($3::float8 / 1000) ELSE locked_until END
     WHERE agent_number = $1 RETURNING failed_count = 0 AS locked`,
    [asked.agentNumber, failuresBeforeLock, asked.nowMs + lockMs],
  );
  return refuse(counted[0]?.locked ? 'locked' : 'wrong-password');
}
