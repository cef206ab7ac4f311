import { startAsterisk } from '#tests/pbx/harness/asterisk.ts';
import { startBenchSeat } from './bench-seat.ts';
import { figure, quantile } from './figure.ts';
import { recordSip } from './sip-recorder.ts';

const calls = 40;

await using open = new AsyncDisposableStack();
const asterisk = open.adopt(await startAsterisk(), (part) => part.stop());
const recorder = open.adopt(await recordSip(asterisk.wsUrl), (part) => part.close());
const seat = open.adopt(await startBenchSeat({ pbxUrl: recorder.url, password: asterisk.passwordOf('1001') }), (part) =>
  part.stop(),
);
const { page } = seat.window;
const samples: number[] = [];
for (let turn = 0; turn < calls; turn++) {
  await page.getByTestId('call-dial').click();
  await page.getByTestId('dial-number').fill('600');
  const seen = recorder.passed.length;
  await page.getByTestId('dial-call').click();
  await page.locator('[data-testid=call-tile][data-phase=active]').waitFor({ timeout: 10_000 });
  const clickedMs = await seat.lastInputMs();
  const invite = recorder.passed.slice(seen).find(({ from, start }) => from === 'seat' && start.startsWith('INVITE'));
  if (!invite) throw new Error(`call ${turn} sent no INVITE`);
  samples.push(invite.atMs - clickedMs);
  await page.getByTestId('call-end').click();
  await page.getByTestId('call-end').click();
  await page.locator('[data-testid=call-tile]').waitFor({ state: 'detached', timeout: 20_000 });
  // The seat caps how fast one may dial.
  await page.waitForTimeout(1500);
}
figure('click_to_invite_p50_ms', quantile(samples, 0.5), 'ms');
figure('click_to_invite_p95_ms', quantile(samples, 0.95), 'ms');
