import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeatDriver, type SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { type Stack, startStack } from '#tests/stack/stack.ts';
import { ticketInDatabase } from '#tests/stack/ticket-in-database.ts';
import { fillRepair } from '#tests/stack/write-ticket.ts';

/** All that the programs of a stack wrote down of themselves, by file. */
function logsOf(stack: Stack): Map<string, string> {
  const inFolder = readdirSync(stack.folder).filter((name) => name.endsWith('.log'));
  const paths = [...inFolder, join('centre', 'postgres.log')].map((name) => join(stack.folder, name));
  return new Map(paths.filter((path) => existsSync(path)).map((path) => [path, readFileSync(path, 'utf8')]));
}

describe('the logs of a whole practice call, at their most talkative', () => {
  let stack: Stack;
  let seat: SeatDriver;

  beforeAll(async () => {
    const talkative = { NINHAO_LOG: 'debug' };
    stack = await startStack({ seatEnv: talkative, centreEnv: talkative });
    seat = await openSeatDriver({ url: stack.seatUrl(), microphoneHz: 1000 });
    await seat.registered(20_000);
  });

  afterAll(async () => {
    await seat?.close();
    await stack?.stop();
  });

  it('hold no name, number, address or account of the customer, no word of the ticket, and no password', async () => {
    const summary = `厨房水管爆裂,地板泡水 ${Date.now()}`;
    await seat.phase('ringing', 40_000);
    const { desks, calls } = seat.state();
    const customer = desks[0]?.card.customer;
    const caller = calls.calls[0]?.party.number;
    if (!customer || !caller) throw new Error('the practice call came without its customer');
    await seat.press('call-answer');
    await seat.phase('active');
    await fillRepair(seat.page, summary);
    await seat.press('ticket-save');
    await seat.on('ticket-place').getByText('中心 ✓').waitFor({ timeout: 30_000 });
    await seat.end();
    await seat.sees('no call', (state) => state.calls.calls.every(({ phase }) => phase === 'ended'), 15_000);
    expect(await ticketInDatabase(stack, summary)).toBe(1);

    const numbers = customer.phones.flatMap(({ number }) => [number, number.replace(/^86/, '')]);
    const secrets = [customer.name, caller, ...numbers, customer.address, customer.accountNumber, '水管爆裂', 'ninhao-1001'];
    const logs = logsOf(stack);
    // Something was logged by each of them, or the rest would prove nothing.
    expect([...logs].filter(([, text]) => text.length > 0).length).toBeGreaterThanOrEqual(3);
    const found = [...logs].flatMap(([path, text]) =>
      secrets.filter((secret) => secret.length > 1 && text.includes(secret)).map((secret) => `${secret} in ${path}`),
    );
    expect(found).toEqual([]);
  });
});
