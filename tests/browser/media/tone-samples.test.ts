import { expect, test } from 'vitest';
import { hasUsefulCandidate } from '#renderer/media/first-candidate.ts';
import { tonePattern } from '#renderer/media/tone-samples.ts';

const RATE = 48_000;
const loudIn = (samples: Float32Array, fromMs: number, toMs: number): number =>
  samples.slice((fromMs / 1000) * RATE, (toMs / 1000) * RATE).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** Goertzel: amplitude of one frequency. */
function amplitude(samples: Float32Array, hz: number): number {
  let real = 0;
  let imaginary = 0;
  samples.forEach((sample, i) => {
    real += sample * Math.cos((2 * Math.PI * hz * i) / RATE);
    imaginary += sample * Math.sin((2 * Math.PI * hz * i) / RATE);
  });
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

test('ring and ringback sound for one second and are silent for four', () => {
  for (const tone of ['ring', 'ringback'] as const) {
    const { samples, loop } = tonePattern(tone, RATE);
    expect(loop).toBe(true);
    expect(samples.length).toBe(5 * RATE);
    expect(loudIn(samples, 0, 1000)).toBeGreaterThan(0.1);
    expect(loudIn(samples, 1000, 5000)).toBe(0);
  }
});

test('ringback and busy are 450 Hz, busy 0.35 s on and off', () => {
  const ringback = tonePattern('ringback', RATE).samples.slice(0, RATE);
  expect(amplitude(ringback, 450)).toBeGreaterThan(0.1);
  expect(amplitude(ringback, 700)).toBeLessThan(0.01);
  const busy = tonePattern('busy', RATE).samples;
  expect(busy.length).toBe(0.7 * RATE);
  expect(loudIn(busy, 0, 350)).toBeGreaterThan(0.1);
  expect(loudIn(busy, 350, 700)).toBe(0);
});

test('no tone is louder than full scale, and the waiting tone is softer than the ring', () => {
  const peak = (tone: Parameters<typeof tonePattern>[0]): number => loudIn(tonePattern(tone, RATE).samples, 0, 5000);
  for (const tone of ['ring', 'waiting', 'beep', 'ringback', 'busy', 'reminder'] as const)
    expect(peak(tone)).toBeLessThanOrEqual(1);
  expect(peak('waiting')).toBeLessThan(peak('ring') / 2);
});

test('beep and reminder sound once', () => {
  expect(tonePattern('beep', RATE).loop).toBe(false);
  expect(tonePattern('reminder', RATE).loop).toBe(false);
});

test('a useful candidate is a UDP one, and a relayed one where TURN is configured', () => {
  const udp = 'a=candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host generation 0\r\n';
  const tcp = 'a=candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active\r\n';
  const relay = 'a=candidate:3 1 UDP 33562367 198.51.100.1 50001 typ relay raddr 192.0.2.1 rport 50000\r\n';
  expect(hasUsefulCandidate(tcp, false)).toBe(false);
  expect(hasUsefulCandidate(tcp + udp, false)).toBe(true);
  expect(hasUsefulCandidate(udp, true)).toBe(false);
  expect(hasUsefulCandidate(udp + relay, true)).toBe(true);
});
