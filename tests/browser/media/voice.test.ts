import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { launchChromium } from './chromium.ts';
import { type MediaHost, startMediaHost } from './media-host.ts';
import { openPhone, type Phone } from './phone.ts';

const MICROPHONE_HZ = 440;
const FIRST_HZ = 1500;
const SECOND_HZ = 2300;
/** Between "heard" and "not heard" there are 40 dB and more; these bounds only have to tell them apart. */
const HEARD_DB = -50;
const NOT_HEARD_DB = -75;

let folder: string;
let host: MediaHost;
let browser: Browser;
let media: Page;
const problems: string[] = [];
const phones: Phone[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ninhao-tone-'));
  const microphoneFile = join(folder, 'microphone.wav');
  writeToneWav(microphoneFile, MICROPHONE_HZ);
  host = await startMediaHost();
  browser = await launchChromium({ microphoneFile, allowMicrophone: true });
  media = await browser.newPage();
  media.on('pageerror', (error) => problems.push(error.message));
  media.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) problems.push(message.text());
  });
  await media.goto(host.url);
  await host.event('hello');
  await host.ask('device', {
    microphoneId: '',
    speakerId: '',
    ringDeviceId: '',
    ringVolume: 0.5,
    speakerVolume: 1,
    echoCancellation: false,
    noiseSuppression: false,
    autoGain: false,
  });
  await host.ask('warm', {});
});

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
  await host.ask('conference', { pcIds: [] });
});

afterAll(async () => {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

async function phone(hz: number): Promise<Phone> {
  const opened = await openPhone(await browser.newPage(), host.phoneUrl, hz);
  phones.push(opened);
  return opened;
}

/** Waits for what must come true, since sound takes its time; the suite's own limit ends it. */
async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 100));
}
const hearsOnly = async (listener: Phone, heard: readonly number[], silent: readonly number[]): Promise<boolean> => {
  const levels = await listener.hears([...heard, ...silent]);
  return levels.every((level, i) => (i < heard.length ? level > HEARD_DB : level < NOT_HEARD_DB));
};

test('the far side hears the microphone, and the levels show both directions', async () => {
  const far = await phone(FIRST_HZ);
  await far.call(host, 'talk');
  await until(() => hearsOnly(far, [MICROPHONE_HZ], [FIRST_HZ]));
  const levels = await host.event('levels', ({ pcId, speaker }) => pcId === 'talk' && speaker > 0.05);
  expect(levels.microphone).toBeGreaterThan(0.05);
  const stats = await host.ask('stats', { pcId: 'talk' });
  expect(stats.connectionState).toBe('connected');
  expect(stats.codec.toLowerCase()).toBe('opus');
  expect(stats.packetsReceived).toBeGreaterThan(0);
  expect(stats.packetsSent).toBeGreaterThan(0);
  expect(stats.energyReceived).toBeGreaterThan(0);
  expect(stats.energySent).toBeGreaterThan(0);
  await host.ask('close', { pcId: 'talk' });
});

test('muted, nothing of the microphone is heard, and unmuted it is heard again', async () => {
  const far = await phone(FIRST_HZ);
  await far.call(host, 'mute');
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await host.ask('mute', { pcId: 'mute', muted: true });
  await until(async () => (await far.peak()) === 0);
  await host.ask('mute', { pcId: 'mute', muted: false });
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await host.ask('close', { pcId: 'mute' });
});

test('on hold nothing goes up although the page still offers to send; resumed, both hear', async () => {
  const far = await phone(FIRST_HZ);
  await far.call(host, 'hold');
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await host.ask('hold', { pcId: 'hold', held: true });
  await far.renegotiate(host, 'hold', 'sendonly');
  await until(async () => (await far.peak()) === 0);
  const during = await host.ask('stats', { pcId: 'hold' });
  await host.ask('hold', { pcId: 'hold', held: false });
  await far.renegotiate(host, 'hold', 'sendrecv');
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await until(async () => (await host.ask('stats', { pcId: 'hold' })).energyReceived > during.energyReceived);
  await host.ask('close', { pcId: 'hold' });
});

test('in a three-way talk each hears the microphone and the other, never itself; apart again, only the microphone', async () => {
  const first = await phone(FIRST_HZ);
  const second = await phone(SECOND_HZ);
  await first.call(host, 'three-a');
  await second.call(host, 'three-b');
  await host.ask('conference', { pcIds: ['three-a', 'three-b'] });
  await until(() => hearsOnly(first, [MICROPHONE_HZ, SECOND_HZ], [FIRST_HZ]));
  await until(() => hearsOnly(second, [MICROPHONE_HZ, FIRST_HZ], [SECOND_HZ]));
  await host.ask('mute', { pcId: 'three-a', muted: true });
  await until(() => hearsOnly(first, [SECOND_HZ], [FIRST_HZ, MICROPHONE_HZ]));
  await host.ask('mute', { pcId: 'three-a', muted: false });
  await host.ask('hold', { pcId: 'three-b', held: true });
  await until(async () => (await hearsOnly(first, [MICROPHONE_HZ], [SECOND_HZ])) && (await second.peak()) === 0);
  await host.ask('hold', { pcId: 'three-b', held: false });
  await host.ask('conference', { pcIds: [] });
  await until(() => hearsOnly(first, [MICROPHONE_HZ], [FIRST_HZ, SECOND_HZ]));
  await until(() => hearsOnly(second, [MICROPHONE_HZ], [FIRST_HZ, SECOND_HZ]));
  await host.ask('close', { pcId: 'three-a' });
  await host.ask('close', { pcId: 'three-b' });
});

test('when one of a three-way talk is closed the other goes on with the plain microphone', async () => {
  const first = await phone(FIRST_HZ);
  const second = await phone(SECOND_HZ);
  await first.call(host, 'left-a');
  await second.call(host, 'left-b');
  await host.ask('conference', { pcIds: ['left-a', 'left-b'] });
  await until(() => hearsOnly(first, [MICROPHONE_HZ, SECOND_HZ], []));
  await host.ask('close', { pcId: 'left-b' });
  await until(() => hearsOnly(first, [MICROPHONE_HZ], [SECOND_HZ, FIRST_HZ]));
  await host.ask('close', { pcId: 'left-a' });
});

test('digits are accepted in a call with telephone-event and change nothing that is heard', async () => {
  const far = await phone(FIRST_HZ);
  await far.call(host, 'dtmf');
  expect(await host.outcome('dtmf', { pcId: 'dtmf', digits: '12#', durationMs: 100, gapMs: 60 })).toBe('ok');
  expect(await host.outcome('dtmf', { pcId: 'dtmf', digits: 'x', durationMs: 100, gapMs: 60 })).toBe('bad-request');
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await host.ask('close', { pcId: 'dtmf' });
});

test('an offer holds a candidate at once and a restart changes the ICE credentials', async () => {
  const far = await phone(FIRST_HZ);
  await host.ask('create', { pcId: 'ice', iceServers: [] });
  const offer = await host.ask('get-description', { pcId: 'ice', type: 'offer', direction: 'sendrecv' });
  expect(offer.sdp).toMatch(/^a=candidate:\S+ 1 udp /m);
  await host.ask('rollback', { pcId: 'ice' });
  await host.ask('close', { pcId: 'ice' });

  await far.call(host, 'restart');
  const before = await host.ask('get-description', { pcId: 'restart', type: 'offer', direction: 'sendrecv' });
  await host.ask('rollback', { pcId: 'restart' });
  const after = await host.ask('get-description', { pcId: 'restart', type: 'offer', direction: 'sendrecv', iceRestart: true });
  const ufrag = (sdp: string): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
  expect(ufrag(before.sdp)).toBeTruthy();
  expect(ufrag(after.sdp)).not.toBe(ufrag(before.sdp));
  expect(after.sdp).toMatch(/^a=candidate:\S+ 1 udp /m);
  await host.ask('rollback', { pcId: 'restart' });
  await host.ask('close', { pcId: 'restart' });
});

test('wrong requests are refused with a code and break nothing', async () => {
  expect(await host.outcome('explode', {})).toBe('bad-request');
  expect(await host.outcome('mute', { pcId: 'x' })).toBe('bad-request');
  expect(await host.outcome('mute', { pcId: 'x', muted: true })).toBe('no-such-connection');
  await host.ask('create', { pcId: 'wrong', iceServers: [] });
  expect(await host.outcome('create', { pcId: 'wrong', iceServers: [] })).toBe('wrong-state');
  expect(await host.outcome('get-description', { pcId: 'wrong', type: 'answer', direction: 'sendrecv' })).toBe('wrong-state');
  expect(await host.outcome('set-description', { pcId: 'wrong', type: 'answer', sdp: 'v=0' })).toBe('wrong-state');
  expect(await host.outcome('set-description', { pcId: 'wrong', type: 'offer', sdp: 'no sdp' })).toBe('bad-description');
  expect(await host.outcome('dtmf', { pcId: 'wrong', digits: '1', durationMs: 100, gapMs: 60 })).toBe('wrong-state');
  expect(await host.outcome('close', { pcId: 'wrong' })).toBe('ok');
  expect(await host.outcome('close', { pcId: 'wrong' })).toBe('ok');
});

test('a cut link opens again by itself, and the call neither stops nor is forgotten', async () => {
  const far = await phone(FIRST_HZ);
  await far.call(host, 'link');
  const first = await host.event('hello');
  const since = host.events.length;
  host.cutLink();
  const again = await host.event('hello', () => true, since);
  expect(again.pageId).toBe(first.pageId);
  await host.event('connection', ({ pcId, state }) => pcId === 'link' && state === 'connected', since);
  await until(() => hearsOnly(far, [MICROPHONE_HZ], []));
  await host.ask('close', { pcId: 'link' });
});

test('the page met no error and no violation of its security policy', () => {
  expect(problems).toEqual([]);
});
