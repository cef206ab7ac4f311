import { parentPort } from 'node:worker_threads';
import { isCorrupt, openFile, type WriteDb } from '../handle.ts';
import { cursorOf, readPage, storePart } from './page.ts';
import { type Answer, Job } from './protocol.ts';

/** The thread that parses the centre's pages and writes cache.db over a connection of its own, checkpoints included. */
let cache: WriteDb<'cache'> | null = null;

function close(): void {
  cache?.close();
  cache = null;
}

function store(job: Extract<Job, { kind: 'store' }>): Answer {
  const { id, path, text, askedCursor } = job;
  const page = readPage(text);
  if (page === null) return { kind: 'refused', id, code: 'not-a-page' };
  cache ??= openFile('cache', path);
  if (cursorOf(cache) !== askedCursor) return { kind: 'refused', id, code: 'stale' };
  const unreadable = storePart(cache, page, page.rows, true);
  return { kind: 'stored', id, page: { rows: page.rows.length, unreadable, more: page.more, epoch: page.epoch } };
}

function answer(job: Job): Answer {
  const { id } = job;
  try {
    if (job.kind === 'store') return store(job);
    close();
    return { kind: 'forgotten', id };
  } catch (cause) {
    // A connection that failed once is opened anew by the next page.
    close();
    if (isCorrupt(cause)) return { kind: 'refused', id, code: 'damaged' };
    return { kind: 'failed', id, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

parentPort?.on('message', (message: unknown) => parentPort?.postMessage(answer(Job.parse(message))));
