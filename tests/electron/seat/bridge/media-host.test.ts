import { describe, expect, test } from 'vitest';
import { createMediaHost } from '#electron/seat/bridge/media-host.ts';
import type { Frame } from '#shared/bridge/frames.ts';
import { fakeClock, fakeLog } from '../desk/fakes.ts';

function host() {
  const clock = fakeClock();
  const made = createMediaHost({ clock, log: fakeLog() });
  const heard: string[] = [];
  made.port.listen((event) =>
    heard.push(event.name === 'gone' || event.name === 'hello' ? `${event.name} ${event.payload.pageId}` : event.name),
  );
  const open = (pageId: string) => {
    const sent: Frame[] = [];
    const page = made.attach({ send: (frame) => sent.push(frame) });
    page.receive({ kind: 'event', name: 'hello', payload: { pageId } });
    return { ...page, sent };
  };
  return { ...made, clock, heard, open };
}

describe('the media page behind its port', () => {
  test('has five seconds for an answer; a late one changes nothing', async () => {
    const { port, clock, open } = host();
    const page = open('one');
    const asked = port.request('warm', {});
    clock.advance(4_999);
    page.receive({ kind: 'reply', id: 999, result: { ok: true, value: {} } });
    clock.advance(1);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'timed-out' } });
    page.receive({ kind: 'reply', id: 1, result: { ok: true, value: {} } });
    const next = port.request('close', { pcId: 'pc' });
    page.receive({ kind: 'reply', id: 2, result: { ok: true, value: {} } });
    expect(await next).toEqual({ ok: true, value: {} });
  });

  test('a reloaded page is a new one: the old one is gone first, and what it still says is not heard', async () => {
    const { port, heard, open } = host();
    const first = open('one');
    const asked = port.request('warm', {});
    const second = open('two');
    expect(await asked).toMatchObject({ error: { code: 'no-media-page' } });
    first.receive({ kind: 'event', name: 'microphone', payload: { state: 'lost' } });
    first.closed();
    expect(heard).toEqual(['hello one', 'gone one', 'hello two']);
    expect(port.pageId()).toBe('two');
    second.closed();
    expect(port.pageId()).toBeNull();
  });

  test('is not there before its hello, and is asked nothing', async () => {
    const { port, attach, heard } = host();
    const sent: Frame[] = [];
    const page = attach({ send: (frame) => sent.push(frame) });
    page.receive({ kind: 'event', name: 'microphone', payload: { state: 'ok' } });
    expect(await port.request('warm', {})).toMatchObject({ error: { code: 'no-media-page' } });
    expect(sent).toEqual([]);
    page.closed();
    expect(heard).toEqual([]);
  });

  test('answers are matched by their number, in any order', async () => {
    const { port, open } = host();
    const page = open('one');
    const [first, second] = [port.request('warm', {}), port.request('close', { pcId: 'pc' })];
    page.receive({ kind: 'reply', id: 2, result: { ok: false, error: { code: 'no-such-connection' } } });
    page.receive({ kind: 'reply', id: 1, result: { ok: true, value: {} } });
    expect(await first).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ error: { code: 'no-such-connection' } });
  });
});
