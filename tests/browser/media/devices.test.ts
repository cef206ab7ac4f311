import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { MediaParams } from '#shared/bridge/media.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { launchChromium } from './chromium.ts';
import { type MediaHost, startMediaHost } from './media-host.ts';
import { openPhone } from './phone.ts';

const MICROPHONE_HZ = 440;
const system: MediaParams<'device'> = {
  microphoneId: '',
  speakerId: '',
  ringDeviceId: '',
  ringVolume: 0.5,
  speakerVolume: 1,
  echoCancellation: false,
  noiseSuppression: false,
  autoGain: false,
};

let folder: string;
let microphoneFile: string;
let host: MediaHost;
let browser: Browser | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ninhao-tone-'));
  microphoneFile = join(folder, 'microphone.wav');
  writeToneWav(microphoneFile, MICROPHONE_HZ);
});

afterEach(async () => {
  await browser?.close();
  browser = null;
  await host.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(options: Omit<Parameters<typeof launchChromium>[0], 'microphoneFile'> & { readonly fake?: boolean }) {
  host = await startMediaHost();
  browser = await launchChromium({ ...options, microphoneFile: options.fake === false ? null : microphoneFile });
  const page = await browser.newPage();
  // Keeps every track the page was given, so that a test can pull the plug.
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { tracks });
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await page.goto(host.url);
  await host.event('hello');
  return { browser, page };
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 100));
}

test('allowed, the page names its devices and says that the microphone works', async () => {
  await open({ allowMicrophone: true });
  await host.ask('warm', {});
  expect((await host.event('microphone')).state).toBe('ok');
  const devices = await host.event('devices', ({ microphones }) => microphones.length > 0);
  expect(devices.microphones.every(({ id, label }) => id.length > 0 && label.length > 0)).toBe(true);
  expect(devices.microphones.some(({ id }) => id === 'default')).toBe(false);
});

test('refused, every request that needs the microphone says so plainly; allowed again, it works by itself', async () => {
  const { page } = await open({ allowMicrophone: false });
  await page.context().clearPermissions();
  expect(await host.outcome('warm', {})).toBe('microphone-refused');
  expect(await host.outcome('create', { pcId: 'a', iceServers: [] })).toBe('microphone-refused');
  expect((await host.event('microphone')).state).toBe('refused');
  expect(await host.outcome('test', { what: 'ring' })).toBe('ok');

  const since = host.events.length;
  await page.context().grantPermissions(['microphone']);
  await host.event('microphone', ({ state }) => state === 'ok', since);
});

test('with no microphone in the machine the page says none', async () => {
  const { page } = await open({ allowMicrophone: true });
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
  });
  expect(await host.outcome('warm', {})).toBe('no-microphone');
  expect((await host.event('microphone')).state).toBe('none');
});

test('a microphone that another program holds is busy, and works once it is free', async () => {
  const { page } = await open({ allowMicrophone: true });
  await page.evaluate(() => {
    const original = navigator.mediaDevices.getUserMedia;
    Object.assign(globalThis, { free: () => Object.assign(navigator.mediaDevices, { getUserMedia: original }) });
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start', 'NotReadableError'));
  });
  expect(await host.outcome('create', { pcId: 'a', iceServers: [] })).toBe('microphone-busy');
  expect((await host.event('microphone')).state).toBe('busy');
  await page.evaluate(() => (globalThis as unknown as { free: () => void }).free());
  expect(await host.outcome('create', { pcId: 'a', iceServers: [] })).toBe('ok');
  await host.event('microphone', ({ state }) => state === 'ok');
});

test('pulled out in a call, the microphone is lost and then another one goes on', async () => {
  const { browser: opened, page } = await open({ allowMicrophone: true });
  await host.ask('device', system);
  const far = await openPhone(await opened.newPage(), host.phoneUrl, 1500);
  await far.call(host, 'plug');
  await until(async () => ((await far.hears([MICROPHONE_HZ]))[0] ?? -200) > -50);
  const since = host.events.length;
  await page.evaluate(() => {
    for (const track of (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await host.event('microphone', ({ state }) => state === 'lost', since);
  await host.event('microphone', ({ state }) => state === 'ok', since);
  await until(async () => ((await far.hears([MICROPHONE_HZ]))[0] ?? -200) > -50);
});

test('another microphone chosen in a call is heard without a new description, and an unknown one falls back', async () => {
  const { browser: opened, page } = await open({ allowMicrophone: true });
  await host.ask('device', system);
  const far = await openPhone(await opened.newPage(), host.phoneUrl, 1500);
  await far.call(host, 'choose');
  const { microphones } = await host.event('devices', (list) => list.microphones.length > 1);
  const other = microphones.at(-1);
  await host.ask('device', { ...system, microphoneId: other?.id ?? '' });
  const used = (): Promise<string | undefined> =>
    page.evaluate(() => (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.at(-1)?.getSettings().deviceId);
  expect(await used()).toBe(other?.id);
  await until(async () => ((await far.hears([MICROPHONE_HZ]))[0] ?? -200) > -50);
  expect(await host.outcome('device', { ...system, microphoneId: 'gone', speakerId: 'gone', ringDeviceId: 'gone' })).toBe('ok');
  await until(async () => ((await far.hears([MICROPHONE_HZ]))[0] ?? -200) > -50);
});

test('the microphone test shows levels without a call and stops with it', async () => {
  await open({ allowMicrophone: true });
  await host.ask('test', { what: 'microphone' });
  const { microphone } = await host.event('levels', ({ pcId, microphone: level }) => pcId === null && level > 0.05);
  expect(microphone).toBeLessThan(0.75);
  await host.ask('test', { what: 'stop' });
});

test('until the first gesture the page says that sound is blocked, then that it is free', async () => {
  const { page } = await open({ allowMicrophone: false, allowSound: false });
  expect((await host.event('sound', ({ blocked }) => blocked)).blocked).toBe(true);
  const since = host.events.length;
  await page.mouse.click(10, 10);
  await host.event('sound', ({ blocked }) => !blocked, since);
});

test('after two hundred connections nothing of them is left', async () => {
  const { browser: opened, page } = await open({ allowMicrophone: true });
  for (let i = 0; i < 20; i += 1) {
    const far = await openPhone(await opened.newPage(), host.phoneUrl, 1500);
    await far.call(host, `full-${i}`);
    await host.ask('close', { pcId: `full-${i}` });
    await far.close();
  }
  for (let i = 0; i < 180; i += 1) {
    await host.ask('create', { pcId: `brief-${i}`, iceServers: [] });
    await host.ask('get-description', { pcId: `brief-${i}`, type: 'offer', direction: 'sendrecv' });
    await host.ask('close', { pcId: `brief-${i}` });
  }
  const cdp = await page.context().newCDPSession(page);
  const alive = async (type: string): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    const prototype = await cdp.send('Runtime.evaluate', { expression: `${type}.prototype` });
    const objects = await cdp.send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId ?? '' });
    const count = await cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    return Number(count.result.value);
  };
  // Chromium frees a closed connection a few collections later.
  await until(async () => (await alive('RTCPeerConnection')) <= 1);
  await until(async () => (await alive('HTMLAudioElement')) <= 1);
  await until(async () => (await alive('AnalyserNode')) <= 1);
  // Headset, ring device, and the one that measures.
  expect(await alive('AudioContext')).toBe(3);
});
