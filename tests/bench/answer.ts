import { startAsterisk } from '#tests/pbx/harness/asterisk.ts';
import { startPhone } from '#tests/pbx/harness/phone.ts';
import { startBenchSeat } from './bench-seat.ts';
import { figure, quantile } from './figure.ts';
import { startLinphone } from './linphone.ts';
import { type MeasuredCall, measuredCall } from './measured-call.ts';
import { epochMs, recordSip } from './sip-recorder.ts';

const rounds = 25;

/** The same sipp calls to the seat, to baresip and to linphone in turn, A B C A B C, through one Asterisk. */
await using open = new AsyncDisposableStack();
const asterisk = open.adopt(await startAsterisk(), (part) => part.stop());
// The provider's line reaches seats alone; here it also reaches the two phones that the seat is compared with.
for (const phone of ['2001', '2002']) await asterisk.cli(`dialplan add extension ${phone},1,Dial,PJSIP/${phone} into from-line`);
const recorder = open.adopt(await recordSip(asterisk.wsUrl), (part) => part.close());
const seat = open.adopt(await startBenchSeat({ pbxUrl: recorder.url, password: asterisk.passwordOf('1001') }), (part) =>
  part.stop(),
);
const baresip = open.adopt(
  await startPhone({ sipPort: asterisk.sipPort, account: '2001', password: asterisk.passwordOf('2001'), toneHz: 600 }),
  (part) => part.stop(),
);
const linphone = open.adopt(await startLinphone(asterisk.sipPort, '2002', asterisk.passwordOf('2002')), (part) => part.stop());
const { page } = seat.window;
const clickToOk: number[] = [];
const pressToAudio = { seat: [] as number[], baresip: [] as number[], linphone: [] as number[] };
const okToAudio = { seat: [] as number[], baresip: [] as number[], linphone: [] as number[] };
const note = (who: keyof typeof pressToAudio, call: MeasuredCall): void => {
  pressToAudio[who].push(call.audioMs - call.pressedMs);
  okToAudio[who].push(Math.max(0, call.audioMs - call.okMs));
};
for (let round = 0; round < rounds; round++) {
  const callerNumber = `1380000${String(1000 + round)}`;
  const seen = recorder.passed.length;
  note(
    'seat',
    await measuredCall(asterisk, '1001', callerNumber, async () => {
      await page.getByTestId('call-answer').and(page.locator(':enabled')).click({ timeout: 10_000 });
      return seat.lastInputMs();
    }),
  );
  const ok = recorder.passed
    .slice(seen)
    .find(({ from, start, method }) => from === 'seat' && start.startsWith('SIP/2.0 200') && method === 'INVITE');
  if (!ok) throw new Error(`round ${round}: the seat sent no 200 OK`);
  clickToOk.push(ok.atMs - (await seat.lastInputMs()));
  await page.locator('[data-testid=call-tile]').waitFor({ state: 'detached', timeout: 20_000 });

  const events = baresip.events().length;
  note(
    'baresip',
    await measuredCall(asterisk, '2001', callerNumber, async () => {
      await baresip.event('CALL_INCOMING', events);
      const pressedMs = epochMs();
      await baresip.answer();
      return pressedMs;
    }),
  );
  note(
    'linphone',
    await measuredCall(asterisk, '2002', callerNumber, async () => {
      await linphone.rings();
      const pressedMs = epochMs();
      linphone.answer();
      return pressedMs;
    }),
  );
}
figure('click_to_200_p50_ms', quantile(clickToOk, 0.5), 'ms');
figure('click_to_200_p95_ms', quantile(clickToOk, 0.95), 'ms');
figure('ok_to_audio_p50_ms', quantile(okToAudio.seat, 0.5), 'ms');
figure('ok_to_audio_p95_ms', quantile(okToAudio.seat, 0.95), 'ms');
figure('press_to_audio_p50_ms', quantile(pressToAudio.seat, 0.5), 'ms');
figure('baresip_press_to_audio_p50_ms', quantile(pressToAudio.baresip, 0.5), 'ms');
figure('linphone_press_to_audio_p50_ms', quantile(pressToAudio.linphone, 0.5), 'ms');
// From the press to the callee's voice at the caller: below 1 the seat is the faster one.
figure('ratio_to_baresip', quantile(pressToAudio.seat, 0.5) / quantile(pressToAudio.baresip, 0.5), 'ratio');
figure('ratio_to_linphone', quantile(pressToAudio.seat, 0.5) / quantile(pressToAudio.linphone, 0.5), 'ratio');
