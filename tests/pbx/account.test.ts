import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSeatDriver, type SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { type SeatAccount, startSeatProgram } from '#tests/browser/seat-driver/seat-program.ts';
import { type Asterisk, startAsterisk } from './harness/asterisk.ts';
import { everyHz, hz, phoneHears } from './harness/bench.ts';
import { freeTcpPort } from './harness/free-ports.ts';
import { startPhone } from './harness/phone.ts';
import { until } from './harness/until.ts';

let pbx: Asterisk;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  pbx = await startAsterisk();
});
afterEach(async () => {
  for (const end of closing.splice(0).reverse()) await end();
});
afterAll(() => pbx?.stop());

const openSeat = async (account: Partial<SeatAccount>): Promise<SeatDriver> => {
  const program = await startSeatProgram({ pbxUrl: pbx.wsUrl, user: '1001', password: pbx.passwordOf('1001'), ...account });
  closing.push(program.stop);
  const seat = await openSeatDriver({ url: program.url(), microphoneHz: hz.seat });
  closing.push(seat.close);
  return seat;
};

const isDown = async (seat: SeatDriver, trouble: string): Promise<void> => {
  await seat.sees(`the line is down: ${trouble}`, ({ line }) => line.phase === 'down' && line.trouble === trouble, 20_000);
  await seat.on('banner').first().waitFor();
};

test('a wrong password is called so, is not tried again by itself, and the right one is taken without a restart', async () => {
  // Nothing in the environment: what the agent types on the settings page is what counts.
  const seat = await openSeat({ pbxUrl: '', user: '1001', password: '' });
  const connect = (sipPassword: string): Promise<unknown> =>
    seat.ask('connection.set', {
      pbxUrl: pbx.wsUrl,
      sipUser: '1001',
      sipDomain: '127.0.0.1',
      sipPassword,
      centreUrl: '',
      agentNumber: '1001',
    });
  await connect('not-the-password');
  await isDown(seat, 'wrong-password');
  expect(seat.state().line).toMatchObject({ nextTryAtMs: null });
  await connect(pbx.passwordOf('1001'));
  await seat.registered();
});

test('a PBX that is not there is called unreachable, and tried again', async () => {
  const seat = await openSeat({ pbxUrl: `ws://127.0.0.1:${await freeTcpPort()}/ws` });
  await isDown(seat, 'connection-refused');
  await seat.sees('a second try', ({ line }) => line.phase === 'down' && line.attempt >= 2);
});

test('a name that nobody knows is called so', async () => {
  const seat = await openSeat({ pbxUrl: 'ws://pbx.invalid/ws' });
  await isDown(seat, 'name-not-found');
});

test('an address where no SIP is spoken is called so', async () => {
  const seat = await openSeat({ pbxUrl: `${pbx.wsUrl.replace('/ws', '')}/nothing-here` });
  await isDown(seat, 'not-a-sip-server');
});

test('a certificate of an unknown authority is refused; with its authority named the seat registers over wss', async () => {
  const stranger = await openSeat({ pbxUrl: pbx.wssUrl });
  await isDown(stranger, 'certificate-not-trusted');
  for (const end of closing.splice(0).reverse()) await end();
  const seat = await openSeat({ pbxUrl: pbx.wssUrl, caFile: pbx.caFile });
  await seat.registered();
  const phone = await startPhone({ sipPort: pbx.sipPort, account: '2001', password: pbx.passwordOf('2001'), toneHz: hz.one });
  closing.push(phone.stop);
  await phone.dial('1001');
  await seat.phase('ringing');
  await seat.press('call-answer');
  await phoneHears(phone, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
});

test('the account taken by another device: the seat stands back and says so, and takes over when the agent asks', async () => {
  const seat = await openSeat({});
  await seat.registered();
  const other = await startPhone({ sipPort: pbx.sipPort, account: '1001', password: pbx.passwordOf('1001'), toneHz: hz.two });
  closing.push(other.stop);
  // The seat looks every 30 s.
  await seat.sees('somewhere else', ({ line }) => line.phase === 'elsewhere', 40_000);
  await seat.on('line-take-over').click();
  await seat.registered();
  await until('only the seat is bound', async () => (await pbx.cli('pjsip show aor 1001')).includes('transport=ws'));
});
