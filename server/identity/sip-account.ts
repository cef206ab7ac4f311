import { z } from 'zod';
import { SipAccount } from '#shared/sync/wire.ts';
import type { Ask } from '../db/database.ts';

const AccountRow = z.object({
  ws_url: z.string(),
  domain: z.string(),
  sip_user: z.string(),
  password: z.string(),
  label: z.string(),
});

/** RFC 6761: a name that is nobody's. The practice line answers to any domain. */
const practiceDomain = 'practice.invalid';

/** The account a seat registers with: the agent's own at a real PBX, else the practice line, else none. */
export async function sipAccountOf(ask: Ask, agentNumber: string, practiceUrl: string | null): Promise<SipAccount | null> {
  const rows = await ask('SELECT ws_url, domain, sip_user, password, label FROM sip_account WHERE agent_number = $1', [
    agentNumber,
  ]);
  if (rows[0] !== undefined) {
    const { ws_url: wsUrl, domain, sip_user: user, password, label } = AccountRow.parse(rows[0]);
    return { wsUrl, domain, user, password, practice: false, label, iceServers: [] };
  }
  if (practiceUrl === null) return null;
  const password = `practice-${agentNumber}`;
  const given = { wsUrl: practiceUrl, domain: practiceDomain, user: agentNumber, password, practice: true };
  return SipAccount.parse({ ...given, label: '练习线路', iceServers: [] });
}
