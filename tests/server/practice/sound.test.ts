import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { callerNumber, createDialPlan } from '#server/practice/dial-plan.ts';
import { dominantFrequencyHz } from '#server/practice/media/dominant-frequency.ts';
import { decodeMuLaw, levelDb } from '#server/practice/media/mu-law.ts';
import { createPacer } from '#server/practice/media/pacer.ts';
import { withoutWideDigits } from '#server/practice/media/sdp.ts';
import { nextRingInMs } from '#server/practice/rhythm.ts';
import { senderOf } from '#server/practice/sip/registration.ts';
import { parseReplaces } from '#server/practice/sip/replaces.ts';
import { colleague, personas } from '#server/practice/talk/personas.ts';
import { createSpeechMeter } from '#server/practice/talk/speech-meter.ts';
import { sampleCustomer } from '#server/sample/customers.ts';

test('µ-law bytes decode to the values of G.711', () => {
  expect([...decodeMuLaw(Uint8Array.from([0xff, 0x7f]))].map(Math.abs)).toEqual([0, 0]);
  const [loudest, negative] = decodeMuLaw(Uint8Array.from([0x80, 0x00]));
  expect(loudest).toBeCloseTo(32_124 / 32_768, 5);
  expect(negative).toBeCloseTo(-32_124 / 32_768, 5);
});

test('silence is −100 dB and has no frequency', () => {
  const silence = new Uint8Array(8000).fill(0xff);
  expect(levelDb(silence)).toBe(-100);
  expect(dominantFrequencyHz(silence)).toBeNull();
  expect(dominantFrequencyHz(new Uint8Array(0))).toBeNull();
});

test('the dominant frequency of a tone is found to 5 Hz, also when it sounds only for a part of the second', () => {
  for (const hz of [300, 442.5, 443, 1000, 2718]) {
    const second = new Uint8Array(8000).fill(0xff);
    second.set(squareTone(hz, 2400), 4000);
    expect(Math.abs((dominantFrequencyHz(second) ?? 0) - hz)).toBeLessThanOrEqual(5);
  }
});

test('telephone-event/48000 is taken out of an offer, telephone-event/8000 stays', () => {
  const sdp = [
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 110 126',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:110 telephone-event/48000',
    'a=fmtp:110 0-15',
    'a=rtpmap:126 telephone-event/8000',
    '',
  ].join('\r\n');
  const cleaned = withoutWideDigits(sdp);
  expect(cleaned).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111 0 126\r\n');
  expect(cleaned).not.toContain('110');
  expect(cleaned).toContain('a=rtpmap:126 telephone-event/8000');
});

test('after a stall the pacer skips what was missed and tells how much', async () => {
  let now = 0;
  const pacer = createPacer({ monotonicMs: () => now });
  const lates: number[] = [];
  await new Promise<void>((resolve) => {
    const stop = pacer.add((late) => {
      lates.push(late);
      if (lates.length === 1) now += 220;
      else if (lates.length === 2) now += 20;
      else {
        stop();
        resolve();
      }
    });
    now += 20;
  });
  expect(lates).toEqual([0, 10, 0]);
});

test('the last second is silent when nothing arrives any more, and a late packet is no silence', () => {
  const meter = createSpeechMeter();
  const tone = new Uint8Array(160).fill(0x80);
  for (let i = 0; i < 50; i += 1) {
    meter.hear(tone);
    meter.look();
  }
  for (let i = 0; i < 5; i += 1) meter.look();
  expect(levelDb(meter.lastSecond())).toBeGreaterThan(-1);
  expect(meter.heardMs()).toBe(1000);
  for (let i = 0; i < 55; i += 1) meter.look();
  expect(levelDb(meter.lastSecond())).toBe(-100);
});

test('a rhythm waits its mean, a quarter more or less', () => {
  expect(nextRingInMs('steady', 0)).toBe(45_000);
  expect(nextRingInMs('steady', 0.5)).toBe(60_000);
  expect(nextRingInMs('busy', 1)).toBe(25_000);
});

test('Replaces needs all three parts', () => {
  expect(parseReplaces('abc@x;to-tag=1;from-tag=2')).toEqual({ callId: 'abc@x', toTag: '1', fromTag: '2' });
  expect(parseReplaces('abc;from-tag=2;to-tag=1;early-only')).toEqual({ callId: 'abc', toTag: '1', fromTag: '2' });
  expect(parseReplaces('abc;to-tag=1')).toBeNull();
});

test('the sender of a first message is read, or not at all', () => {
  expect(
    senderOf('REGISTER sip:x SIP/2.0\r\nFrom: "A" <sip:1001@x>;tag=1\r\nContact: <sip:q@h.invalid;transport=ws>\r\n\r\n'),
  ).toEqual({
    user: '1001',
    contactUri: 'sip:q@h.invalid',
  });
  expect(senderOf('rubbish')).toBeNull();
});

test('every sentence that a persona can say has its file', async () => {
  const folder = fileURLToPath(new URL('../../../assets/sounds/practice', import.meta.url));
  const files = new Set((await readdir(folder)).map((name) => name.replace('.ulaw', '')));
  const clips = [...personas.map(({ manner }) => manner), colleague].flatMap(({ turns, phrases }) => [
    ...turns,
    ...Object.values(phrases),
  ]);
  expect(clips.filter((clip) => !files.has(clip))).toEqual([]);
  expect(personas.length).toBeGreaterThanOrEqual(8);
});

test('sample customers are reached under every writing of their number', () => {
  const route = createDialPlan();
  for (const number of ['13800005678', '013800005678', '+8613800005678', '0086 138-0000-5678']) {
    expect(route(number).kind).toBe('talks');
  }
  const withLandline = Array.from({ length: 200 }, (_, index) => sampleCustomer(index)).find(({ phones }) =>
    phones.some(({ label }) => label === 'home'),
  );
  const landline = withLandline?.phones.find(({ label }) => label === 'home')?.number.slice(2) ?? '';
  expect(route(`0${landline}`).kind).toBe('talks');
  expect(route('13055500199').kind).toBe('unknown');
  expect(callerNumber(sampleCustomer(0))).toBe('13800005678');
});

/** A square wave in µ-law: its fundamental is its loudest part. */
function squareTone(hz: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (Math.sin((2 * Math.PI * hz * i) / 8000) >= 0 ? 0x90 : 0x10));
}
