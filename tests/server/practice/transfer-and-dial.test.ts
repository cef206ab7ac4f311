import { type Invitation, type Inviter, type Session, SessionState } from 'sip.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
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

async function customer(): Promise<Invitation> {
  await seat.message('practice', '{"do":"ring","persona":"leak"}');
  const invitation = await seat.invitation(0);
  await invitation.accept();
  await practice.until((report) => report.phase === 'talking');
  return invitation;
}

/** Dials and waits until the other side has answered or refused. */
async function dial(number: string): Promise<{ readonly session: Inviter; readonly status: number }> {
  const session = seat.call(number);
  const status = await new Promise<number>((resolve, reject) => {
    const tell = ({ message }: { message: { statusCode: number | undefined } }): void => resolve(message.statusCode ?? 0);
    session.invite({ requestDelegate: { onAccept: tell, onReject: tell } }).catch(reject);
  });
  return { session, status };
}

/** The statuses told by NOTIFY until the final one. */
function outcome(session: Session, refer: () => Promise<unknown>): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const statuses: number[] = [];
    session.delegate = {
      ...session.delegate,
      onNotify: (notification) => {
        void notification.accept();
        const status = Number(/^SIP\/2\.0 (\d+)/.exec(notification.request.body)?.[1]);
        statuses.push(status);
        if (status >= 200) resolve(statuses);
      },
    };
    refer().catch(reject);
  });
}

const uriOf = (number: string) => {
  const target = seat.call(number).request.ruri;
  return target;
};

test('a blind transfer to the colleague is told step by step, and the customer leaves the line', {
  timeout: 30_000,
}, async () => {
  const call = await customer();
  expect(await outcome(call, () => call.refer(uriOf('1002')))).toEqual([100, 180, 200]);
  await reached(call, SessionState.Terminated);
  const report = await practice.until((one) => one.phase === 'ended');
  expect(report.end).toBe('transferred');
  expect(report.transfers).toEqual([{ kind: 'blind', outcome: 200 }]);
});

test.each([
  ['99999', 404],
  ['1003', 486],
])('a blind transfer to %s fails with %i and the customer is still there', { timeout: 30_000 }, async (number, status) => {
  const call = await customer();
  expect(await outcome(call, () => call.refer(uriOf(number)))).toEqual([100, status]);
  const report = await practice.until((one) => one.transfers.length === 1);
  expect(report.phase).toBe('talking');
  expect(report.transfers).toEqual([{ kind: 'blind', outcome: status }]);
});

test('a blind transfer to a desk where nobody answers comes back with 480', { timeout: 40_000 }, async () => {
  const call = await customer();
  expect(await outcome(call, () => call.refer(uriOf('1100')))).toEqual([100, 180, 480]);
  expect(call.state).toBe(SessionState.Established);
});

test('talk first: the colleague answers, takes the customer over, and both legs end', { timeout: 40_000 }, async () => {
  const call = await customer();
  const { session: consult, status } = await dial('1002');
  expect(status).toBe(200);
  await practice.until((report) => report.persona === 'colleague' && report.spokenSeconds > 0.5);
  expect(await outcome(call, () => call.refer(consult))).toEqual([100, 200]);
  await reached(call, SessionState.Terminated);
  await reached(consult, SessionState.Terminated);
  const ends = (await practice.reports()).map(({ persona, end }) => [persona, end]);
  expect(ends).toEqual(
    expect.arrayContaining([
      ['leak', 'transferred'],
      ['colleague', 'transferred'],
    ]),
  );
});

test('taking over a consult call that is gone is refused and the customer stays', { timeout: 40_000 }, async () => {
  const call = await customer();
  const { session: consult } = await dial('1002');
  await practice.until((report) => report.persona === 'colleague' && report.phase === 'talking');
  const { dialog } = consult;
  const replaces = `${dialog?.callId};to-tag=${dialog?.remoteTag};from-tag=${dialog?.localTag}`;
  await consult.bye();
  await practice.until((report) => report.persona === 'colleague' && report.phase === 'ended');
  const referTo = `Refer-To: <sip:1002@practice.test?Replaces=${encodeURIComponent(replaces)}>`;
  const refer = async () => call.dialog?.refer(undefined, { extraHeaders: [referTo] });
  expect(await outcome(call, refer)).toEqual([100, 481]);
  expect(call.state).toBe(SessionState.Established);
});

test('the numbers of the practice line do what they promise', { timeout: 40_000 }, async () => {
  expect((await dial('1003')).status).toBe(486);
  expect((await dial('4711')).status).toBe(404);
  const called = await dial('13800005678');
  expect(called.status).toBe(200);
  await practice.until((report) => report.persona === 'called-customer' && report.spokenSeconds > 0.3);
  await called.session.bye();
});

test('600 gives back what it hears', { timeout: 40_000 }, async () => {
  const { session } = await dial('600');
  const voice = seat.voice(session);
  await practice.until((report) => report.persona === 'echo' && report.phase === 'talking');
  expect(voice.voicedFrames()).toBe(0);
  voice.say(600);
  while (voice.voicedFrames() < 25) await new Promise((resolve) => setTimeout(resolve, 50));
  await session.bye();
});

test('a call that is given up before the answer rings nobody any longer', { timeout: 20_000 }, async () => {
  const session = seat.call('1002');
  let isRinging: () => void = () => undefined;
  const ringing = new Promise<void>((resolve) => {
    isRinging = resolve;
  });
  await session.invite({ requestDelegate: { onProgress: ({ message }) => message.statusCode === 180 && isRinging() } });
  await ringing;
  await session.cancel();
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');
});

test('a cut link ends no call: the same seat comes back and hangs up in the old dialog', { timeout: 30_000 }, async () => {
  const call = await customer();
  await seat.agent.transport.disconnect();
  await seat.agent.reconnect();
  await seat.register();
  expect((await practice.until(() => true)).phase).toBe('talking');
  await call.bye();
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');
});

test('the first customer rings by itself once, after a registration', { timeout: 30_000 }, async () => {
  const other = await startPractice(200);
  const eager = await createTestSeat(other.url, '1001');
  await eager.register();
  await eager.invitation(0);
  await eager.register();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(eager.invitations).toHaveLength(1);
  await eager.close();
  await other.close();
});

test('an account on two seats: the registrar shows the contact of the later one', { timeout: 20_000 }, async () => {
  const second = await createTestSeat(practice.url, '1001');
  await second.register();
  await second.message('practice', '{"do":"ring","persona":"leak"}');
  await second.invitation(0);
  expect(seat.invitations).toHaveLength(0);
  await second.close();
});

test('without the token the door stays shut, for the socket and for the report', async () => {
  const origin = new URL(practice.url);
  const refusal = (path: string): Promise<number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://${origin.host}${path}`, 'sip');
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      });
      socket.on('open', () => resolve(101));
      socket.on('error', () => undefined);
    });
  expect(await refusal('/')).toBe(403);
  expect(await refusal('/wrong-token')).toBe(403);
  expect(await refusal(`${origin.pathname}/more`)).toBe(403);
  expect((await fetch(`http://${origin.host}/report`)).status).toBe(403);
  expect((await fetch(`http://${origin.host}${origin.pathname}/other`)).status).toBe(404);
});

test('garbage on the socket disturbs no call', { timeout: 20_000 }, async () => {
  const call = await customer();
  const socket = new WebSocket(practice.url, 'sip');
  await new Promise((resolve) => socket.on('open', resolve));
  for (const text of ['nonsense', 'INVITE sip:x SIP/2.0\r\n\r\n', 'REGISTER sip:a SIP/2.0\r\nContact: <\r\n\r\n', '\u0000\u0001'])
    socket.send(text);
  socket.send(Buffer.from([1, 2, 3]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.close();
  expect((await practice.reports())[0]?.phase).toBe('talking');
  await call.bye();
});
