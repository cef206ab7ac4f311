import { Worker } from 'node:worker_threads';
import { Answer, type Job } from './protocol.ts';

/** The seat's end of the thread that stores rows. Rejects when the thread is gone; after that it is of no use any more. */
export type RowsThread = {
  readonly store: (path: string, text: string, askedCursor: string) => Promise<Answer>;
  /** Lets the file go. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Waiting = { readonly done: (answer: Answer) => void; readonly fail: (cause: Error) => void };

/** Starts the thread whose program is the file `program`. One that cannot start rejects its first request. */
export function startRowsThread(program: URL): RowsThread {
  const worker = new Worker(program, { name: 'ninhao-rows' });
  const waiting = new Map<number, Waiting>();
  let over: Error | null = null;
  let lastId = 0;

  const end = (cause: Error): void => {
    over ??= cause;
    for (const { fail } of waiting.values()) fail(over);
    waiting.clear();
  };
  worker.on('error', (cause) => end(cause instanceof Error ? cause : new Error(String(cause))));
  worker.on('exit', (code) => end(new Error(`the thread of the rows ended with ${code}`)));
  worker.on('message', (message: unknown) => {
    const answer = Answer.parse(message);
    waiting.get(answer.id)?.done(answer);
    waiting.delete(answer.id);
  });

  const ask = (make: (id: number) => Job): Promise<Answer> =>
    new Promise((done, fail) => {
      if (over !== null) return fail(over);
      lastId += 1;
      waiting.set(lastId, { done, fail });
      worker.postMessage(make(lastId));
    });

  return {
    store: (path, text, askedCursor) => ask((id) => ({ kind: 'store', id, path, text, askedCursor })),
    forget: async () => {
      if (over === null) await ask((id) => ({ kind: 'forget', id }));
    },
    close: async () => {
      if (over === null) await ask((id) => ({ kind: 'forget', id })).catch(() => undefined);
      await worker.terminate();
    },
  };
}
