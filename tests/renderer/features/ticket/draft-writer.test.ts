import { describe, expect, it } from 'vitest';
import { createDraftWriter, gatherMs } from '#renderer/screen/features/ticket/draft-writer.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { DraftPatch } from '#shared/ticket/ticket.ts';
import { draftOf } from './draft-of.ts';

type Reply = Result<{ changedAtMs: number }, 'disk-full'>;

/** A seat that answers when told to, and a clock that moves when told to. */
function desk() {
  const sent: { patch: DraftPatch; answer: (reply: Reply) => Promise<void> }[] = [];
  const timers: { atMs: number; work: () => void }[] = [];
  let nowMs = 10_000;
  const writer = createDraftWriter(draftOf(), {
    send: (_id, patch) => {
      const { promise, resolve } = Promise.withResolvers<Reply>();
      const answer = async (reply: Reply): Promise<void> => {
        resolve(reply);
        await promise;
        await Promise.resolve();
      };
      sent.push({ patch, answer });
      return promise;
    },
    after: (delayMs, work) => {
      const timer = { atMs: nowMs + delayMs, work };
      timers.push(timer);
      return () => {
        timers.splice(timers.indexOf(timer), 1);
      };
    },
    nowMs: () => nowMs,
  });
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const timer of timers.filter((one) => one.atMs <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.work();
    }
  };
  return { writer, sent, pass };
}

describe('typing into a draft', () => {
  it('sends the first keystroke at once and gathers those within 100 ms after it', () => {
    const { writer, sent, pass } = desk();
    for (const text of ['漏', '漏水', '漏水了']) writer.change({ summary: text });
    expect(sent.map(({ patch }) => patch)).toEqual([{ summary: '漏' }]);
    pass(gatherMs);
    expect(gatherMs).toBeLessThanOrEqual(100);
    expect(sent.map(({ patch }) => patch)).toEqual([{ summary: '漏' }, { summary: '漏水了' }]);
  });

  it('shows what was typed whatever order the replies come in', async () => {
    const { writer, sent, pass } = desk();
    writer.change({ summary: '漏' });
    pass(gatherMs);
    writer.change({ summary: '漏水' });
    writer.follow(draftOf({ summary: '漏', changedAtMs: 1900 }));
    expect(writer.read().draft.summary).toBe('漏水');
    await sent[1]?.answer(ok({ changedAtMs: 2000 }));
    writer.follow(draftOf({ summary: '漏水', changedAtMs: 2000 }));
    await sent[0]?.answer(ok({ changedAtMs: 1900 }));
    expect(writer.read().draft.summary).toBe('漏水');
    expect(writer.read().safety).toEqual({ state: 'saved' });
  });

  it('is saving until the seat has answered everything', async () => {
    const { writer, sent } = desk();
    writer.change({ summary: '漏' });
    expect(writer.read().safety).toEqual({ state: 'saving' });
    await sent[0]?.answer(ok({ changedAtMs: 2000 }));
    expect(writer.read().safety).toEqual({ state: 'saved' });
  });

  it('keeps text that the seat could not store, says so, and sends it again with the rest', async () => {
    const { writer, sent, pass } = desk();
    writer.change({ summary: '漏' });
    await sent[0]?.answer(refuse('disk-full'));
    expect(writer.read().safety).toEqual({ state: 'refused', code: 'disk-full' });
    pass(5000);
    expect(sent[1]?.patch).toEqual({ summary: '漏' });
    await sent[1]?.answer(ok({ changedAtMs: 3000 }));
    expect(writer.read().safety).toEqual({ state: 'saved' });
  });

  it('lets the seat fill parts that the agent has not touched', () => {
    const { writer } = desk();
    writer.change({ summary: '漏' });
    writer.follow(draftOf({ address: '枣园路46号院', changedAtMs: 1500 }));
    expect(writer.read().draft).toMatchObject({ summary: '漏', address: '枣园路46号院' });
  });

  it('sends what is left before the ticket is saved, and when the panel closes', async () => {
    const { writer, sent } = desk();
    writer.change({ summary: '漏' });
    writer.change({ summary: '漏水' });
    const flushed = writer.flush();
    expect(sent[1]?.patch).toEqual({ summary: '漏水' });
    await sent[0]?.answer(ok({ changedAtMs: 2000 }));
    await sent[1]?.answer(ok({ changedAtMs: 2001 }));
    expect(await flushed).toBeNull();
    writer.change({ summary: '漏水了' });
    writer.close();
    expect(sent[2]?.patch).toEqual({ summary: '漏水了' });
  });
});
