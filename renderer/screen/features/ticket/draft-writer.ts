import type { Result } from '#shared/result.ts';
import type { DraftPatch, TicketDraft } from '#shared/ticket/ticket.ts';
import type { ScreenRefusal } from '../../bridge/port.ts';
import { acknowledge, dropStored, edit, emptyOverlay, type Overlay, patchSince, settle, viewOf } from './draft-overlay.ts';

/** Keystrokes closer together than this travel in one request: at most this much is lost when the screen is killed, ms. */
export const gatherMs = 80;
/** Wait before text that the seat refused (disk full, link down) is tried again by itself, ms. */
const retryMs = 2000;

export type DraftWriterPorts = {
  readonly send: (draftId: string, patch: DraftPatch) => Promise<Result<{ changedAtMs: number }, ScreenRefusal>>;
  /** Runs `work` once after `delayMs`; the function returned cancels it. */
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly nowMs: () => number;
};

export type DraftView = {
  readonly draft: TicketDraft;
  /** saved: everything typed is in the seat's journal; saving: under way; refused: typed, but the seat could not store it. */
  readonly safety: { readonly state: 'saved' | 'saving' } | { readonly state: 'refused'; readonly code: ScreenRefusal };
};

/**
 * Carries what is typed into one draft to the seat. The first keystroke leaves at once, those within `gatherMs` after it
 * together. What is shown is always what was typed, whatever the replies do.
 */
export function createDraftWriter(first: TicketDraft, ports: DraftWriterPorts) {
  let draft = first;
  let overlay: Overlay = emptyOverlay;
  let turn = 0;
  let sentTurn = 0;
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let inFlight = 0;
  let refusal: ScreenRefusal | null = null;
  let cancelTimer: (() => void) | null = null;
  let lastSend: Promise<Result<{ changedAtMs: number }, ScreenRefusal>> | null = null;
  let view: DraftView = { draft, safety: { state: 'saved' } };
  const listeners = new Set<() => void>();

  function publish(): void {
    const safety: DraftView['safety'] =
      refusal !== null ? { state: 'refused', code: refusal } : { state: inFlight > 0 || sentTurn < turn ? 'saving' : 'saved' };
    view = { draft: viewOf(draft, overlay), safety };
    for (const listener of listeners) listener();
  }

  function sendNow(): void {
    cancelTimer?.();
    cancelTimer = null;
    // After a refusal everything that was never stored goes again.
    const patch = patchSince(draft, overlay, refusal === null ? sentTurn : storedTurn());
    if (patch === null) return;
    const upTo = turn;
    sentTurn = upTo;
    sentAtMs = ports.nowMs();
    inFlight += 1;
    lastSend = ports.send(draft.id, patch).then((reply) => {
      inFlight -= 1;
      if (reply.ok) {
        refusal = null;
        overlay = settle(acknowledge(overlay, upTo), draft);
      } else {
        refusal = reply.error.code;
        cancelTimer ??= ports.after(retryMs, sendNow);
      }
      publish();
      return reply;
    });
  }

  /** The last turn before the oldest edit that the seat has not stored. */
  function storedTurn(): number {
    const open = [...overlay.marks.values()].filter((mark) => !mark.stored).map((mark) => mark.turn);
    return open.length === 0 ? turn : Math.min(...open) - 1;
  }

  return {
    /** For useSyncExternalStore: the same object until something changes. */
    read: (): DraftView => view,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(patch: DraftPatch): void {
      turn += 1;
      overlay = edit(overlay, patch, turn);
      const waitMs = sentAtMs + gatherMs - ports.nowMs();
      if (waitMs <= 0) sendNow();
      else if (cancelTimer === null) cancelTimer = ports.after(waitMs, sendNow);
      publish();
    },
    /** The seat sent its own draft again: what is not on its way there follows it. */
    follow(next: TicketDraft): void {
      if (next.id !== draft.id || next === draft) return;
      draft = next;
      overlay = dropStored(overlay);
      if (refusal !== null) sendNow();
      publish();
    },
    /** Sends what is left and waits for the answer to the last request; null when nothing is open. */
    async flush(): Promise<ScreenRefusal | null> {
      sendNow();
      const reply = await lastSend;
      return reply === null || reply.ok ? refusal : reply.error.code;
    },
    close(): void {
      sendNow();
      listeners.clear();
    },
  };
}
