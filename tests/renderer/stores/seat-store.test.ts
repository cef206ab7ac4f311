import { describe, expect, it } from 'vitest';
import { createSeatStore } from '#renderer/screen/stores/seat-store.ts';
import { createFakePort } from '#tests/fakes/seat-server/fake-port.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';

const nowMs = 1_800_000_000_000;
const turn = (): Promise<void> => Promise.resolve().then(() => undefined);

async function opened() {
  const port = createFakePort(scenes.talking(nowMs), () => nowMs);
  const store = createSeatStore(port);
  for (let n = 0; n < 5; n += 1) await turn();
  return { port, store };
}

describe('the projection of the seat', () => {
  it('holds the whole state once the link opens', async () => {
    const { store } = await opened();
    expect(store.view.getState().seat).toEqual(scenes.talking(nowMs));
  });

  it('takes a change and leaves the rest the very same', async () => {
    const { port, store } = await opened();
    const before = store.view.getState().seat;
    port.change({ missedUnseen: 9 });
    const after = store.view.getState().seat;
    expect(after?.missedUnseen).toBe(9);
    expect(after?.desks).toBe(before?.desks);
  });

  it('keeps the card of a call when only the call changed', async () => {
    const { port, store } = await opened();
    const card = store.view.getState().seat?.desks[0]?.card;
    port.change(structuredClone(scenes['talking-muted'](nowMs)));
    expect(store.view.getState().seat?.desks[0]?.notHeard).toBe('muted');
    expect(store.view.getState().seat?.desks[0]?.card).toBe(card);
  });

  it('keeps what it knows while the link is away, and asks again when it is back', async () => {
    const { port, store } = await opened();
    port.setLink('lost');
    expect(store.view.getState()).toMatchObject({ link: 'lost', seat: { missedUnseen: 2 } });
    port.setLink('open');
    expect(store.view.getState().link).toBe('open');
  });

  it('keeps levels apart, so that a meter draws nothing else', async () => {
    const { port, store } = await opened();
    let drawn = 0;
    store.view.subscribe(() => {
      drawn += 1;
    });
    port.tell('levels', { callId: null, microphone: 0.4, speaker: 0.2 });
    expect(store.levels.getState()).toEqual({ callId: null, microphone: 0.4, speaker: 0.2 });
    expect(drawn).toBe(0);
  });

  it('hears nothing more once it is closed', async () => {
    const { port, store } = await opened();
    store.close();
    port.change({ missedUnseen: 7 });
    expect(store.view.getState().seat?.missedUnseen).toBe(2);
  });
});
