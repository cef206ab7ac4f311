import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MediaEvent, MediaPort } from '#electron/seat/ports.ts';
import { createCallEngine } from '#electron/seat/sip/create-engine.ts';
import type { CallEngine, EngineView } from '#electron/seat/sip/engine.ts';
import type { Call } from '#shared/call/call.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { type Practice, startPractice } from '../../server/practice/practice-fixture.ts';
import { launchChromium } from './chromium.ts';
import { type MediaHost, startMediaHost } from './media-host.ts';

const MICROPHONE_HZ = 440;

let folder: string;
let host: MediaHost;
let browser: Browser;
let page: Page;
let practice: Practice;
let link: Link;
let engine: CallEngine;
/** Tells the engine that its newest connection failed, as a browser does when the network under it changes. */
let failConnection: () => void;
let view: EngineView;
const watching = new Set<() => void>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ninhao-practice-'));
  const microphoneFile = join(folder, 'microphone.wav');
  writeToneWav(microphoneFile, MICROPHONE_HZ);
  host = await startMediaHost();
  browser = await launchChromium({ microphoneFile, allowMicrophone: true });
  page = await browser.newPage();
  await page.goto(host.url);
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
  practice = await startPractice();
  link = await startLink(practice.url);
  let newestPcId = '';
  let failed: (event: MediaEvent) => void = () => undefined;
  failConnection = () => failed({ name: 'connection', payload: { pcId: newestPcId, state: 'failed' } });
  const media: MediaPort = {
    pageId: host.port.pageId,
    request: (name, params) => {
      if (name === 'create' && 'pcId' in params) newestPcId = params.pcId;
      return host.port.request(name, params);
    },
    listen: (listener) => {
      failed = listener;
      return host.port.listen(listener);
    },
  };
  engine = createCallEngine({
    media,
    clock: {
      nowMs: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    random: () => Math.random(),
    newId,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    policy: () => ({ ready: true, autoAnswer: false, autoAnswerDelayMs: 0, ringTimeoutMs: 60_000, dtmfBy: 'rfc4733' }),
    dialogs: { list: () => [], put: () => undefined, remove: () => undefined },
    trustedCa: null,
    onView: (next) => {
      view = next;
      for (const look of watching) look();
    },
    onEnded: () => undefined,
    onTell: () => undefined,
  });
  view = engine.view();
  engine.use({
    wsUrl: link.url,
    domain: 'practice.invalid',
    user: '1001',
    password: 'none',
    practice: true,
    label: 'practice',
    iceServers: [],
  });
  await until(() => view.line.phase === 'registered');
});

afterEach(async () => {
  await engine.close();
  link.close();
  await practice.close();
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** A wire between seat and practice line that a test can cut. */
type Link = { readonly url: string; readonly cut: () => void; readonly close: () => void };

async function startLink(to: string): Promise<Link> {
  const target = new URL(to);
  const ends = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    url: `ws://127.0.0.1:${address.port}${target.pathname}`,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

function until(fits: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!fits()) return;
      watching.delete(look);
      resolve();
    };
    watching.add(look);
    look();
  });
}

async function answered(): Promise<Call> {
  expect((await engine.message('practice', 'application/json', '{"do":"ring","persona":"leak"}')).ok).toBe(true);
  await until(() => view.calls.calls.some(({ phase }) => phase === 'ringing'));
  const [call] = view.calls.calls;
  if (!call) throw new Error('no call rings');
  expect((await engine.answer(call.id)).ok).toBe(true);
  await practice.until((report) => report.dominantHz === MICROPHONE_HZ);
  return call;
}

test('a practice customer rings, hears the agent, speaks, is held and resumed, and gets digits', async () => {
  const call = await answered();
  expect(call.queue).toEqual({ name: '客服热线', waitedMs: 12_000 });
  await host.event('levels', ({ speaker }) => speaker > 0.02);

  expect((await engine.hold(call.id)).ok).toBe(true);
  const held = await practice.until((report) => report.onHold);
  expect(held.held).toBe(1);
  expect((await engine.resume(call.id)).ok).toBe(true);
  await practice.until((report) => !report.onHold && report.dominantHz === MICROPHONE_HZ);

  expect((await engine.mute(call.id, true)).ok).toBe(true);
  await practice.until((report) => report.heardLevelDb < -80);
  expect((await engine.mute(call.id, false)).ok).toBe(true);
  await practice.until((report) => report.dominantHz === MICROPHONE_HZ && report.heardLevelDb > -40);

  expect((await engine.dtmf(call.id, '12#', 'rfc4733')).ok).toBe(true);
  await practice.until((report) => report.dtmf === 3);
  expect((await engine.hangUp(call.id)).ok).toBe(true);
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');
});

test('talk first, then hand over: the colleague talks, and both leave', async () => {
  await answered();
  const [customer] = view.calls.calls;
  if (!customer) throw new Error('the customer is gone');
  expect((await engine.consult(customer.id, '1002')).ok).toBe(true);
  await practice.until((report) => report.persona === 'colleague' && report.spokenSeconds > 0.5);
  expect((await engine.completeTransfer()).ok).toBe(true);
  expect((await practice.until((report) => report.persona === 'leak' && report.phase === 'ended')).transfers).toEqual([
    { kind: 'attended', outcome: 200 },
  ]);
  await until(() => view.calls.calls.every(({ phase }) => phase === 'ended'));
});

test('a reloaded media page is replaced in the same call and the customer hears the agent again', async () => {
  const call = await answered();
  await page.reload();
  const after = await practice.until((report) => report.replaced === 1 && report.dominantHz === MICROPHONE_HZ);
  expect(after.phase).toBe('talking');
  expect(view.calls.calls.find(({ id }) => id === call.id)?.phase).toBe('active');
  expect((await engine.hangUp(call.id)).ok).toBe(true);
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');
});

test('a cut SIP link is mended by itself: the talk goes on and the old dialog still ends the call', async () => {
  const call = await answered();
  link.cut();
  await until(() => view.line.phase !== 'registered');
  await until(() => view.line.phase === 'registered');
  await practice.until((report) => report.dominantHz === MICROPHONE_HZ && report.heardLevelDb > -40);
  expect(view.calls.calls.find(({ id }) => id === call.id)?.phase).toBe('active');
  expect((await engine.hold(call.id)).ok).toBe(true);
  await practice.until((report) => report.onHold);
  expect((await engine.hangUp(call.id)).ok).toBe(true);
  expect((await practice.until((report) => report.phase === 'ended')).end).toBe('seat');
});

test('when the browser says that the connection failed, the call is mended and the customer hears the agent', async () => {
  const call = await answered();
  failConnection();
  await until(() => view.calls.calls.some((one) => one.phase === 'active' && one.media !== 'ok'));
  await until(() => view.calls.calls.some((one) => one.phase === 'active' && one.media === 'ok'));
  const { heardSeconds } = await practice.until(({ phase }) => phase === 'talking');
  const later = await practice.until((one) => one.heardSeconds > heardSeconds + 1);
  expect(later.phase).toBe('talking');
  await engine.hangUp(call.id);
});
