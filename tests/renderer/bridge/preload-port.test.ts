import { describe, expect, it, vi } from 'vitest';
import type { SeatEvent } from '#renderer/screen/bridge/port.ts';
import { createPreloadPort } from '#renderer/screen/bridge/preload-port.ts';
import { events } from '#shared/bridge/events.ts';
import { requests } from '#shared/bridge/requests.ts';

function setUp(answer: (name: string, params: unknown) => unknown) {
  const heard = new Map<string, (payload: unknown) => void>();
  const request = Object.fromEntries(
    Object.keys(requests).map((name) => [name, async (params: unknown) => answer(name, params)]),
  );
  const on = Object.fromEntries(
    Object.keys(events).map((name) => [
      name,
      (listener: (payload: unknown) => void) => {
        heard.set(name, listener);
        return () => heard.delete(name);
      },
    ]),
  );
  // Built from the contract's keys, as the preload builds it.
  const bridge = { request, on } as unknown as Parameters<typeof createPreloadPort>[0];
  return { port: createPreloadPort(bridge), heard };
}

describe('the way to the seat through the preload', () => {
  it('sends a request under its own name and holds the reply against the contract', async () => {
    const asked: unknown[] = [];
    const { port } = setUp((name, params) => {
      asked.push([name, params]);
      return { ok: true, value: { tickets: 'none' } };
    });
    expect(await port.request('ticket.list', { limit: 5 })).toMatchObject({ ok: false, error: { code: 'bad-reply' } });
    expect(asked).toEqual([['ticket.list', { limit: 5 }]]);
  });

  it('never rejects, even when the main process turns the page away', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { port } = setUp(() => {
      throw new Error('not from this window');
    });
    expect(await port.request('agent.ready', {})).toMatchObject({ ok: false, error: { code: 'no-link' } });
    expect(complaint).toHaveBeenCalledOnce();
    complaint.mockRestore();
  });

  it('hears every event of the contract, and none after it is closed', () => {
    const { port, heard } = setUp(() => ({ ok: true, value: {} }));
    const seen: SeatEvent[] = [];
    port.listen((event) => seen.push(event));
    expect([...heard.keys()].sort()).toEqual(Object.keys(events).sort());
    heard.get('changed')?.({ what: 'calls' });
    port.close();
    expect(seen).toEqual([{ name: 'changed', payload: { what: 'calls' } }]);
    expect(heard.size).toBe(0);
  });
});
