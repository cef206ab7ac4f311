import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sampleCustomer } from '#server/sample/customers.ts';
import { openSeatDriver, type SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { type Stack, startStack } from '#tests/stack/stack.ts';
import { type Asterisk, startAsterisk } from './harness/asterisk.ts';
import { hz } from './harness/bench.ts';
import { startSipp } from './harness/sipp.ts';

/** The seat with its centre and the sample company, at a real PBX: who is calling is on screen while it rings. */
const customer = sampleCustomer(0);
const ownNumber = customer.phones[0]?.number.replace('+86', '') ?? '';

let pbx: Asterisk;
let stack: Stack;
let seat: SeatDriver;

afterEach(async () => {
  await seat.sees('no call', () => seat.calls().length === 0);
});
beforeAll(async () => {
  pbx = await startAsterisk();
  stack = await startStack({
    agent: '1001',
    seatEnv: {
      NINHAO_PBX_URL: pbx.wsUrl,
      NINHAO_SIP_USER: '1001',
      NINHAO_SIP_DOMAIN: '127.0.0.1',
      NINHAO_SIP_PASSWORD: pbx.passwordOf('1001'),
    },
  });
  seat = await openSeatDriver({ url: stack.seatUrl(), microphoneHz: hz.seat });
  await seat.registered();
  await seat.sees('all customers are here', ({ centre }) => centre.phase === 'online' && centre.loading === null, 90_000);
});
afterAll(async () => {
  await seat?.close();
  await stack?.stop();
  await pbx?.stop();
});

const ringFrom = (callerNumber: string, number: string) =>
  startSipp({
    sipPort: pbx.sipPort,
    fromAddress: pbx.lineAddress,
    number,
    callerNumber,
    calls: 1,
    perSecond: 1,
    atOnce: 1,
    talkMs: 2500,
    story: 'cancelled',
  });

test('a customer rings: name and sentence are on the screen while it rings', async () => {
  const caller = await ringFrom(ownNumber, '1001');
  const ringing = await seat.phase('ringing');
  const desk = (
    await seat.sees('the desk of this call', ({ desks }) => desks.some(({ callId }) => callId === ringing.id))
  ).desks.find(({ callId }) => callId === ringing.id);
  expect(desk?.card.match).toBe('one');
  expect(desk?.card.customer?.id).toBe(customer.id);
  expect(await seat.on('card-name').innerText()).toContain(customer.name);
  const sentence = await seat.on('sentence-now').innerText();
  expect(sentence).toContain('清源水务');
  expect(sentence).not.toMatch(/[{}]/);
  expect(seat.calls().find(({ id }) => id === ringing.id)?.phase).toBe('ringing');
  expect(await caller.result).toEqual({ successful: 1, failed: 0, errors: '' });
});

test('a stranger rings: the number is shown, nobody is made up, and the sentence is there', async () => {
  const caller = await ringFrom('02199990000', '1001');
  const ringing = await seat.phase('ringing');
  await seat.sees('nobody matches', ({ desks }) =>
    desks.some(({ callId, card }) => callId === ringing.id && card.match === 'none'),
  );
  expect(await seat.on('sentence-now').innerText()).toContain('请问');
  expect(await caller.result).toEqual({ successful: 1, failed: 0, errors: '' });
});

test('a customer calls the published number: the card knows the queue and the number that was dialled', async () => {
  const caller = await startSipp({
    sipPort: pbx.sipPort,
    fromAddress: pbx.lineAddress,
    number: '95123',
    callerNumber: ownNumber,
    calls: 1,
    perSecond: 1,
    atOnce: 1,
    talkMs: 3000,
    story: 'answered',
  });
  const ringing = await seat.phase('ringing');
  expect(ringing).toMatchObject({ kind: 'queue', dialled: '95123', queue: { name: 'support' } });
  await seat.on('card-name').getByText(customer.name).waitFor();
  await caller.result;
});
