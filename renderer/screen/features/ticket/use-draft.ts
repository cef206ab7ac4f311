import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftPatch, TicketDraft } from '#shared/ticket/ticket.ts';
import type { ScreenRefusal } from '../../bridge/port.ts';
import { useRequest } from '../../stores/use-ask.ts';
import { createDraftWriter, type DraftView } from './draft-writer.ts';

export type OpenDraft = DraftView & {
  readonly change: (patch: DraftPatch) => void;
  /** Waits until everything typed is stored; the refusal if it could not be. */
  readonly flush: () => Promise<ScreenRefusal | null>;
};

/** The draft as typed here, carried to the seat. One per draft: give the component that calls this the draft's id as its key. */
export function useDraft(draft: TicketDraft): OpenDraft {
  const request = useRequest();
  const [writer] = useState(() =>
    createDraftWriter(draft, {
      send: (draftId, patch) => request('draft.change', { draftId, patch }),
      after: (delayMs, work) => {
        const timer = setTimeout(work, delayMs);
        return () => clearTimeout(timer);
      },
      nowMs: () => performance.now(),
    }),
  );
  useEffect(() => writer.follow(draft), [writer, draft]);
  useEffect(() => () => writer.close(), [writer]);
  const view = useSyncExternalStore(writer.subscribe, writer.read);
  const change = useCallback((patch: DraftPatch) => writer.change(patch), [writer]);
  const flush = useCallback(() => writer.flush(), [writer]);
  return { ...view, change, flush };
}
