import type { CallId, EndReason } from '#shared/call/call.ts';
import type { Book } from './book.ts';
import type { EngineOptions } from './engine.ts';
import type { Leg } from './leg.ts';
import type { Line } from './line.ts';

/** What the parts of the engine share: the calls, their legs, the line to the PBX and what the owner gave. */
export type Context = {
  readonly options: EngineOptions;
  readonly book: Book;
  readonly legs: Map<CallId, Leg>;
  /** Hang-ups that wait for the link. */
  readonly dueByes: DueBye[];
  readonly line: () => Line | null;
};

/** Enough of a dialog to end it later. RFC 3261 §12.2.1.1. */
export type DueBye = {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly localUri: string;
  readonly remoteUri: string;
  readonly remoteTarget: string;
  readonly routeSet: string[];
  readonly cseq: number;
};

/** The call is over: says so once, with the reason. A late second reason is ignored by the rules. */
export function endCall(context: Context, callId: CallId, reason: EndReason, elsewhere: string | null = null): void {
  if (context.book.call(callId)?.phase === 'ended') return;
  context.book.dispatch(callId, { type: 'over', reason, elsewhere, atMs: context.options.clock.nowMs() });
}

/** The agent turns to another call: those that are talked on, a three-way talk too, fall silent at once and are held behind it. */
export function turnFromTo(context: Context, others: readonly CallId[], id: CallId): void {
  const { book } = context;
  if (book.view().conference.length > 0) book.setConference([]);
  book.turnTo(id);
  for (const other of others) book.dispatch(other, { type: 'hold-wanted', held: true });
}
