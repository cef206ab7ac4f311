import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asterisk, startAsterisk } from './harness/asterisk.ts';
import { type Phone, startPhone } from './harness/phone.ts';
import { startSipp } from './harness/sipp.ts';
import { tonesIn } from './harness/tones.ts';
import { until } from './harness/until.ts';

/** The bench itself: if this fails, no other claim of the suite means anything. */
const [ONE_HZ, TWO_HZ] = [700, 1100];
const MUSIC_HZ = [349, 523] as const;
const every = [ONE_HZ, TWO_HZ, ...MUSIC_HZ];

let pbx: Asterisk;
let one: Phone;
let two: Phone;

beforeAll(async () => {
  pbx = await startAsterisk();
  const phone = (account: '2001' | '2002', toneHz: number): Promise<Phone> =>
    startPhone({ sipPort: pbx.sipPort, account, password: pbx.passwordOf(account), toneHz });
  one = await phone('2001', ONE_HZ);
  two = await phone('2002', TWO_HZ);
});

afterAll(async () => {
  await one?.stop();
  await two?.stop();
  await pbx?.stop();
});

test('two phones hear each other through the PBX, and the held one hears music', async () => {
  await one.dial('2002');
  await two.event('CALL_INCOMING');
  await two.answer();
  await one.event('CALL_ESTABLISHED');
  expect(tonesIn(await two.listen(600), every)).toEqual([ONE_HZ]);
  expect(tonesIn(await one.listen(600), every)).toEqual([TWO_HZ]);

  await one.hold();
  await until('music at the held phone', async () => tonesIn(await two.listen(400), every).join() === MUSIC_HZ.join());
  await one.resume();
  await until('the voice again', async () => tonesIn(await two.listen(400), every).join() === String(ONE_HZ));

  await one.hangUp();
  await two.event('CALL_CLOSED');
  await until('no channel left', async () => (await pbx.channels()).length === 0);
});

test('callers of the line are told 404 for a wrong number and 480 for a seat that is away, and leave nothing behind', async () => {
  const caller = {
    sipPort: pbx.sipPort,
    fromAddress: pbx.lineAddress,
    callerNumber: '13800005678',
    perSecond: 10,
    atOnce: 5,
    talkMs: 0,
    story: 'refused',
  } as const;
  const wrong = await (await startSipp({ ...caller, number: '4711', calls: 3, refusedWith: 404 })).result;
  expect(wrong).toEqual({ successful: 3, failed: 0, errors: '' });
  const away = await (await startSipp({ ...caller, number: '1001', calls: 3, refusedWith: 480 })).result;
  expect(away).toEqual({ successful: 3, failed: 0, errors: '' });
  await until('no channel left', async () => (await pbx.channels()).length === 0);
});
