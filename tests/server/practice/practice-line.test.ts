import { type Invitation, SessionState } from 'sip.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Practice, startPractice } from './practice-fixture.ts';
import { createTestSeat, reached, type TestSeat } from './test-seat.ts';

let practice: Practice;
let seat: TestSeat;

beforeEach(async () => {
  practice = await startPractice();
  seat = await createTestSeat(practice.url, '1001');
  await seat.register();
});

afterEach(async () => {
  await seat.close();
  await practice.close();
});

async function answered(persona: string): Promise<Invitation> {
  const index = seat.invitations.length;
  expect(await seat.message('practice', JSON.stringify({ do: 'ring', persona }))).toBe(200);
  const invitation = await seat.invitation(index);
  await invitation.accept();
  await practice.until((report) => report.persona === persona && report.phase === 'talking');
  return invitation;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the only customer on the line has said what it was saying. */
async function finished(): Promise<void> {
  const spoken = async (): Promise<number> => (await practice.reports())[0]?.spokenSeconds ?? 0;
  for (let before = -1, now = await spoken(); now !== before; now = await spoken()) {
    before = now;
    await pause(300);
  }
}

/** One sentence of the agent: a tone, then a pause. */
async function speak(invitation: Invitation): Promise<void> {
  const voice = seat.voice(invitation);
  voice.say(440);
  await pause(500);
  voice.say(null);
}

test('a customer who rings brings number, queue and waiting time as the PBX does', async () => {
  await seat.message('practice', JSON.stringify({ do: 'ring', persona: 'leak' }));
  const { request } = await seat.invitation(0);
  expect(request.from.uri.user).toBe('13800005678');
  expect(request.getHeader('x-queue')).toBe('客服热线');
  expect(request.getHeader('x-queue-wait')).toBe('12');
  expect(request.getHeader('x-call-kind')).toBe('queue');
  expect(request.getHeader('x-dialled')).toBe('96116');
  expect(request.getHeader('x-linked-id')).toMatch(/^practice-/);
});

test('a direct call carries no queue', async () => {
  await seat.message('practice', JSON.stringify({ do: 'ring', persona: 'outage' }));
  const { request } = await seat.invitation(0);
  expect(request.getHeader('x-queue')).toBeUndefined();
  expect(request.getHeader('x-call-kind')).toBe('direct');
});

test('the customer waits for the agent, answers sentence by sentence, and hears what is said', { timeout: 60_000 }, async () => {
  const call = await answered('leak');
  await pause(600);
  expect(seat.voice(call).voicedFrames()).toBe(0);
  await speak(call);
  const first = await practice.until((report) => report.turnsSaid === 1 && report.spokenSeconds > 1);
  expect(first.heardSeconds).toBeGreaterThan(0.3);
  await finished();
  expect(seat.voice(call).voicedFrames()).toBeGreaterThan(100);
  seat.voice(call).say(440);
  const second = await practice.until((report) => report.heardLevelDb > -20);
  expect(second.dominantHz).toBe(440);
  seat.voice(call).say(null);
  await practice.until((report) => report.turnsSaid === 2);
});

test('on hold the customer is silent; on return it says so', { timeout: 60_000 }, async () => {
  const call = await answered('bill');
  await speak(call);
  await practice.until((report) => report.spokenSeconds > 1);
  seat.voice(call).setDirection('sendonly');
  await call.invite();
  await practice.until((report) => report.onHold);
  await pause(200);
  const silentFrom = seat.voice(call).frames();
  await pause(500);
  expect(seat.voice(call).frames()).toBe(silentFrom);
  const before = (await practice.until((report) => report.onHold)).turnsSaid;
  seat.voice(call).setDirection('sendrecv');
  await call.invite();
  const after = await practice.until((report) => !report.onHold && report.turnsSaid > before);
  expect(after.held).toBe(1);
  await pause(800);
  expect(seat.voice(call).frames()).toBeGreaterThan(silentFrom);
});

test('digits by RFC 4733 and by INFO are counted once each', { timeout: 60_000 }, async () => {
  const call = await answered('leak');
  await pause(500);
  await seat.voice(call).digit(5);
  await practice.until((report) => report.dtmf === 1);
  await call.info({
    requestOptions: {
      body: { contentDisposition: 'render', contentType: 'application/dtmf-relay', content: 'Signal=5\r\nDuration=100' },
    },
  });
  const report = await practice.until((one) => one.dtmf === 2);
  expect(report.phase).toBe('talking');
});

test('the customer hangs up when the agent does; the agent hears when the customer does', { timeout: 60_000 }, async () => {
  const call = await answered('transfer');
  await call.bye();
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');

  const silent = await answered('complaint');
  // Nobody speaks: after two questions the customer with the least patience gives up by itself.
  await reached(silent, SessionState.Terminated);
  expect((await practice.until((report) => report.persona === 'complaint' && report.phase === 'ended')).end).toBe('party');
});

test('a declined call is over with the status of the seat', async () => {
  await seat.message('practice', JSON.stringify({ do: 'ring', persona: 'leak' }));
  await (await seat.invitation(0)).reject({ statusCode: 486 });
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe(486);
});

test('an INVITE with Replaces takes the call over and the talk goes on', { timeout: 60_000 }, async () => {
  const call = await answered('leak');
  await speak(call);
  await practice.until((report) => report.turnsSaid === 1);
  const { dialog } = call;
  const again = seat.call('13800005678', [
    `Replaces: ${dialog?.callId};to-tag=${dialog?.remoteTag};from-tag=${dialog?.localTag}`,
    'Require: replaces',
  ]);
  await again.invite();
  await reached(again, SessionState.Established);
  await reached(call, SessionState.Terminated);
  const report = await practice.until((one) => one.replaced === 1);
  expect(report.phase).toBe('talking');
  await pause(1000);
  expect(seat.voice(again).frames()).toBeGreaterThan(10);
  seat.voice(again).say(700);
  await practice.until((one) => one.dominantHz === 700);
  await again.bye();
  expect((await practice.until((one) => one.phase === 'ended')).end).toBe('seat');
});

test('a dead media page ends the call after ten seconds, but not while it is on hold', { timeout: 60_000 }, async () => {
  const held = await answered('bill');
  seat.voice(held).setDirection('sendonly');
  await held.invite();
  await practice.until((report) => report.onHold);
  held.sessionDescriptionHandler?.close();
  const dead = await answered('leak');
  dead.sessionDescriptionHandler?.close();
  await reached(dead, SessionState.Terminated);
  const ends = (await practice.reports()).map(({ persona, phase, end }) => [persona, phase, end]);
  expect(ends).toEqual(
    expect.arrayContaining([
      ['leak', 'ended', 'line-dead'],
      ['bill', 'talking', null],
    ]),
  );
});

test('a seat that does not come back is forgotten with its calls', { timeout: 30_000 }, async () => {
  const hasty = await startPractice(0, 0.01);
  const gone = await createTestSeat(hasty.url, '1001');
  await gone.register();
  await gone.message('practice', '{"do":"ring","persona":"leak"}');
  await (await gone.invitation(0)).accept();
  await hasty.until((report) => report.phase === 'talking');
  await gone.agent.transport.disconnect();
  while ((await hasty.reports()).length > 0) await pause(50);
  await hasty.close();
});

test('by rhythm the next customer rings by itself, and off stops it', { timeout: 30_000 }, async () => {
  const hasty = await startPractice(0, 0.01);
  const busy = await createTestSeat(hasty.url, '1001');
  await busy.register();
  await busy.message('practice', '{"do":"rhythm","rhythm":"busy"}');
  const first = await busy.invitation(0);
  await first.reject({ statusCode: 486 });
  await (await busy.invitation(1)).reject({ statusCode: 486 });
  expect(busy.invitations[1]?.request.from.uri.user).not.toBe(first.request.from.uri.user);
  await busy.message('practice', '{"do":"rhythm","rhythm":"off"}');
  const rung = busy.invitations.length;
  await pause(600);
  expect(busy.invitations).toHaveLength(rung);
  await busy.close();
  await hasty.close();
});

test('a seat that starts anew finds no rhythm running, as it believes', { timeout: 30_000 }, async () => {
  const hasty = await startPractice(0, 0.01);
  const before = await createTestSeat(hasty.url, '1001');
  await before.register();
  await before.message('practice', '{"do":"rhythm","rhythm":"busy"}');
  await (await before.invitation(0)).reject({ statusCode: 486 });
  await before.close();
  const after = await createTestSeat(hasty.url, '1001');
  await after.register();
  await pause(600);
  expect(after.invitations).toHaveLength(0);
  await after.close();
  await hasty.close();
});

test('two customers at once are two calls', { timeout: 60_000 }, async () => {
  const first = await answered('leak');
  const second = await answered('bill');
  const reports = await practice.reports();
  expect(reports.filter((report) => report.phase === 'talking')).toHaveLength(2);
  await first.bye();
  await second.bye();
});

test('commands that make no sense are refused', async () => {
  expect(await seat.message('practice', 'not json')).toBe(400);
  expect(await seat.message('practice', '{"do":"explode"}')).toBe(400);
  expect(await seat.message('practice', '{"do":"ring","persona":"nobody"}')).toBe(404);
  expect(await seat.message('1002', '{"do":"ring"}')).toBe(404);
  expect(await seat.message('practice', '{"do":"rhythm","rhythm":"busy"}')).toBe(200);
});
