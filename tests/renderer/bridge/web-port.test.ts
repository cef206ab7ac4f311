import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LinkState, SeatEvent } from '#renderer/screen/bridge/port.ts';
import { createWebPort } from '#renderer/screen/bridge/web-port.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';

/** The side of a WebSocket that the page touches, steered by the test. */
class SocketInHand {
  readonly url: string;
  readonly sent: string[] = [];
  readyState: number = WebSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(url: string) {
    this.url = url;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.drop(1000);
  }
  open(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
  drop(code = 1006): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code });
  }
  say(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }
}

function setUp() {
  const sockets: SocketInHand[] = [];
  const waits: { ms: number; run: () => void; cancelled: boolean }[] = [];
  const port = createWebPort({
    url: 'ws://seat/bridge?role=screen',
    openSocket: (url) => {
      const socket = new SocketInHand(url);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after: (ms, run) => {
      const wait = { ms, run, cancelled: false };
      waits.push(wait);
      return () => {
        wait.cancelled = true;
      };
    },
  });
  const links: LinkState[] = [];
  port.watchLink((link) => links.push(link));
  const events: SeatEvent[] = [];
  port.listen((event) => events.push(event));
  const socket = (at: number): SocketInHand => {
    const one = sockets[at];
    if (!one) throw new Error(`no socket ${at}`);
    return one;
  };
  /** Runs what waits to connect again. */
  const runRetry = (): void => {
    const wait = waits.find((one) => !one.cancelled && one.ms < 10_000);
    if (!wait) throw new Error('nothing waits to connect again');
    wait.cancelled = true;
    wait.run();
  };
  return { port, sockets, socket, waits, links, events, runRetry };
}

const frameOf = (text: string | undefined): { id: number; name: string; params: unknown } => JSON.parse(text ?? '{}');

describe('the way to the seat over a WebSocket', () => {
  afterEach(() => vi.restoreAllMocks());

  it('answers a request with the reply of its number, whatever order replies come in', async () => {
    const { port, socket } = setUp();
    socket(0).open();
    const first = port.request('draft.open', { callId: null });
    const second = port.request('agent.ready', {});
    const [one, two] = socket(0).sent.map(frameOf);
    socket(0).say({ kind: 'reply', id: two?.id, result: { ok: true, value: {} } });
    socket(0).say({ kind: 'reply', id: one?.id, result: { ok: true, value: { draftId: 'd1' } } });
    expect(await first).toEqual({ ok: true, value: { draftId: 'd1' } });
    expect(await second).toEqual({ ok: true, value: {} });
  });

  it('refuses a reply that is outside the contract', async () => {
    const { port, socket } = setUp();
    socket(0).open();
    const asked = port.request('draft.open', { callId: null });
    socket(0).say({ kind: 'reply', id: frameOf(socket(0).sent[0]).id, result: { ok: true, value: { draftId: 7 } } });
    expect(await asked).toMatchObject({ ok: false, error: { code: 'bad-reply' } });
  });

  it('shows a refusal it does not know as internal', async () => {
    const { port, socket } = setUp();
    socket(0).open();
    const asked = port.request('agent.ready', {});
    socket(0).say({
      kind: 'reply',
      id: frameOf(socket(0).sent[0]).id,
      result: { ok: false, error: { code: 'from-the-future' } },
    });
    expect(await asked).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('refuses at once while there is no link', async () => {
    const { port } = setUp();
    expect(await port.request('agent.ready', {})).toMatchObject({ ok: false, error: { code: 'no-link' } });
  });

  it('settles what was pending when the link breaks, and connects again', async () => {
    const { port, socket, sockets, links, runRetry } = setUp();
    socket(0).open();
    const asked = port.request('agent.ready', {});
    socket(0).drop();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'no-link' } });
    runRetry();
    socket(1).open();
    expect(sockets).toHaveLength(2);
    expect(links).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  it('stays away after another window took the seat, until the agent takes it back', () => {
    const { port, socket, sockets, links, waits } = setUp();
    socket(0).open();
    socket(0).say({ kind: 'event', name: 'moved-away', payload: {} });
    socket(0).drop(4002);
    expect(waits).toHaveLength(0);
    expect(links.at(-1)).toBe('moved-away');
    port.takeOver();
    expect(sockets).toHaveLength(2);
    expect(socket(1).url).toContain('take=1');
  });

  it('gives the place up when the shell opens nothing because another window holds the seat', async () => {
    const { port, socket, links } = setUp();
    socket(0).open();
    const asked = port.request('seat.open', {});
    socket(0).say({ kind: 'reply', id: frameOf(socket(0).sent[0]).id, result: { ok: false, error: { code: 'not-open' } } });
    await asked;
    expect(links.at(-1)).toBe('moved-away');
  });

  it('drops frames and events that are none, and hears the next good one', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { socket, events } = setUp();
    socket(0).open();
    socket(0).say('{ not json');
    socket(0).say({ kind: 'event', name: '__proto__', payload: {} });
    socket(0).say({ kind: 'event', name: 'state', payload: { missedUnseen: 'many' } });
    socket(0).say({ kind: 'event', name: 'state', payload: { missedUnseen: 3 } });
    expect(events).toEqual([{ name: 'state', payload: { missedUnseen: 3 } }]);
    expect(complaint).toHaveBeenCalledOnce();
  });

  it('takes the whole state of every scene', async () => {
    for (const scene of Object.values(scenes)) {
      const { port, socket } = setUp();
      socket(0).open();
      const asked = port.request('seat.open', {});
      const value = scene(1_800_000_000_000);
      socket(0).say({ kind: 'reply', id: frameOf(socket(0).sent[0]).id, result: { ok: true, value } });
      expect(await asked).toEqual({ ok: true, value });
    }
  });
});
