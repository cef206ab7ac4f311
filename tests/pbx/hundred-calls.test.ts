import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from './harness/bench.ts';
import { startSipp } from './harness/sipp.ts';
import { until } from './harness/until.ts';

const CALLS = 100;

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

test('a hundred callers in a row are answered, and nothing is left over anywhere', async () => {
  const { seat, pbx } = bench;
  await seat.ask('settings.change', { patch: { autoAnswer: true, autoAnswerDelayMs: 0 } });
  const answeredBefore = seat.state().today.answered;
  const callers = await startSipp({
    sipPort: pbx.sipPort,
    fromAddress: pbx.lineAddress,
    number: '1001',
    callerNumber: '13800005678',
    calls: CALLS,
    perSecond: 4,
    atOnce: 1,
    talkMs: 150,
    story: 'answered',
  });
  expect(await callers.result).toEqual({ successful: CALLS, failed: 0, errors: '' });

  await seat.sees('no call', ({ calls }) => calls.calls.length === 0, 20_000);
  await seat.sees('each was counted', ({ today }) => today.answered === answeredBefore + CALLS);
  await until('no channel at the PBX', async () => (await pbx.channels()).length === 0);
  await until('no connection in the media page', async () => (await seat.openConnections()) === 0);
  // The last call's desk stays, for the ticket that is finished after the talk; those before it are gone.
  expect(seat.state().desks.length).toBeLessThanOrEqual(1);
  expect(seat.state().line.phase).toBe('registered');
}, 180_000);
