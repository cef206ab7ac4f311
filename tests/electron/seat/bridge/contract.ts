import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaPort } from '#electron/seat/ports.ts';
import { type EventName, events } from '#shared/bridge/events.ts';
import { Refusal } from '#shared/bridge/refusals.ts';
import { requests } from '#shared/bridge/requests.ts';
import { SeatState } from '#shared/bridge/state.ts';
import type { FakeEngine } from '../desk/fakes.ts';
import { answered, ringing, startMs } from '../desk/fakes.ts';

/** A bridge as its two pages see it, over a seat whose engine the test moves. */
export type BridgeUnderTest = {
  readonly engine: FakeEngine;
  readonly mediaPort: MediaPort;
  /** Ends the seat's turn. */
  readonly turn: () => void;
  readonly screen: {
    readonly request: (name: string, params: unknown) => Promise<unknown>;
    readonly on: (listener: (name: string, payload: unknown) => void) => void;
  };
  readonly openMedia: () => Promise<{
    readonly onRequest: (answer: (name: string, params: unknown) => unknown) => void;
    readonly emit: (name: string, payload: unknown) => void;
    readonly leave: () => void;
  }>;
  readonly close: () => Promise<void>;
};

/** What both shells owe to the contract. Runs against any bridge. */
export function bridgeContract(shell: string, start: () => Promise<BridgeUnderTest>): void {
  describe(`the bridge of the ${shell} shell`, { timeout: 30_000 }, () => {
    let bridge: BridgeUnderTest;
    beforeEach(async () => {
      bridge = await start();
    });
    afterEach(() => bridge.close());

    test('opens with the whole state', async () => {
      const reply = await bridge.screen.request('seat.open', {});
      expect(reply).toMatchObject({ ok: true });
      expect(SeatState.safeParse(replyValue(reply)).error).toBeUndefined();
    });

    test('tells nothing before it is opened, and then every change as the contract names it', async () => {
      const told: { name: string; payload: unknown }[] = [];
      bridge.screen.on((name, payload) => told.push({ name, payload }));
      bridge.engine.put(ringing());
      bridge.turn();
      await bridge.screen.request('log.calls', { limit: 1 });
      expect(told).toEqual([]);

      await bridge.screen.request('seat.open', {});
      bridge.engine.put(answered(ringing(), startMs + 2_000));
      bridge.turn();
      await until(() => told.some(({ name }) => name === 'state'));
      for (const { name, payload } of told) expect(events[name as EventName].safeParse(payload).error).toBeUndefined();
    });

    test('refuses params outside the contract for every request, and never rejects', async () => {
      await bridge.screen.request('seat.open', {});
      for (const name of Object.keys(requests)) {
        expect(await bridge.screen.request(name, 42), name).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      }
    });

    test('answers every request with a result whose refusal the contract names', async () => {
      await bridge.screen.request('seat.open', {});
      for (const [name, params] of Object.entries(harmless)) {
        const reply = await bridge.screen.request(name, params);
        expect(reply, name).toHaveProperty('ok');
        const code = (reply as { error?: { code: unknown } }).error?.code;
        if (code !== undefined) expect(Refusal.safeParse(code).success, `${name}: ${String(code)}`).toBe(true);
        expect(code, name).not.toBe('internal');
      }
    });

    test.each(['nothing.like.it', '__proto__', 'constructor', 'toString', ''])('knows no request %j', async (name) => {
      await bridge.screen.request('seat.open', {});
      expect(await bridge.screen.request(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    });

    test('names the field that is wrong and repeats nothing of what was sent', async () => {
      await bridge.screen.request('seat.open', {});
      const reply = await bridge.screen.request('call.dtmf', { callId: 'x', digits: 'secret-secret' });
      expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request', detail: 'digits' } });
      expect(JSON.stringify(reply)).not.toContain('secret');
    });

    test('carries media requests to the page and parses what comes back', async () => {
      expect(await bridge.mediaPort.request('warm', {})).toMatchObject({ ok: false, error: { code: 'no-media-page' } });
      const page = await bridge.openMedia();
      page.onRequest((name) =>
        name === 'get-description'
          ? { ok: true, value: { type: 'offer', sdp: 'v=0', extra: 'left out' } }
          : { ok: false, error: { code: name === 'warm' ? 'microphone-refused' : 'made-up' } },
      );
      page.emit('hello', { pageId: 'page-1' });
      await until(() => bridge.mediaPort.pageId() === 'page-1');
      const description = { pcId: 'pc', type: 'offer', direction: 'sendrecv' } as const;
      expect(await bridge.mediaPort.request('get-description', description)).toEqual({
        ok: true,
        value: { type: 'offer', sdp: 'v=0' },
      });
      expect(await bridge.mediaPort.request('warm', {})).toMatchObject({ error: { code: 'microphone-refused' } });
      expect(await bridge.mediaPort.request('close', { pcId: 'pc' })).toMatchObject({ error: { code: 'internal' } });
    });

    test('a media page that leaves fails what it was asked, and says so', async () => {
      const page = await bridge.openMedia();
      const gone: string[] = [];
      bridge.mediaPort.listen((event) => {
        if (event.name === 'gone') gone.push(event.payload.pageId);
      });
      page.onRequest(() => undefined);
      page.emit('hello', { pageId: 'page-1' });
      await until(() => bridge.mediaPort.pageId() === 'page-1');
      const asked = bridge.mediaPort.request('stats', { pcId: 'pc' });
      page.leave();
      expect(await asked).toMatchObject({ ok: false, error: { code: 'no-media-page' } });
      await until(() => gone.length > 0);
      expect(gone).toEqual(['page-1']);
      expect(bridge.mediaPort.pageId()).toBeNull();
    });

    test('events of a media page that are outside the contract change nothing', async () => {
      const page = await bridge.openMedia();
      const heard: string[] = [];
      bridge.mediaPort.listen((event) => heard.push(event.name));
      page.emit('hello', { pageId: 42 });
      page.emit('made-up', {});
      page.emit('levels', { pcId: null, microphone: 'loud', speaker: 0 });
      page.emit('hello', { pageId: 'page-1' });
      await until(() => heard.length > 0);
      expect(heard).toEqual(['hello']);
    });
  });
}

/** One well-formed request of each kind that needs nothing to be there. */
const harmless: Record<string, unknown> = {
  'seat.open': {},
  'call.place': { number: 'garbage <script>' },
  'call.answer': { callId: 'none' },
  'agent.not-ready': { reason: 'meal' },
  'agent.ready': {},
  'script.stage': { callId: 'none', stage: 'closing' },
  'script.situation': { callId: 'none', situationId: 'x' },
  'customer.choose': { callId: 'none', customerId: null },
  'customer.find': { text: "'; DROP TABLE customer; --", limit: 5 },
  'draft.open': { callId: null },
  'draft.change': { draftId: 'none', patch: { summary: 'x' } },
  'draft.discard': { draftId: 'none' },
  'draft.restore': { draftId: 'none' },
  'ticket.save': { draftId: 'none' },
  'ticket.list': { limit: 10, text: '%' },
  'ticket.retry-parked': { ticketId: 'none' },
  'log.calls': { limit: 10, missedOnly: true },
  'log.seen': {},
  'notice.read': { noticeId: 'none' },
  'settings.change': { patch: { timeZone: 'Nowhere/Land' } },
  'devices.test': { what: 'stop' },
  'practice.ring': {},
  'practice.rhythm': { rhythm: 'slow' },
  'connection.get': {},
  'connection.set': {
    pbxUrl: 'javascript:alert(1)',
    sipUser: '',
    sipDomain: '',
    centreUrl: '',
    agentNumber: '',
  },
  'figures.painted': { callId: 'none', paintedAtMs: 1 },
};

function replyValue(reply: unknown): unknown {
  return (reply as { value?: unknown }).value;
}

/** Waits for something that another socket is bringing. Gives up by the test's own limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
