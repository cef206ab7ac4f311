import type { Tell } from '#shared/bridge/events.ts';
import { ok, refuse } from '#shared/result.ts';
import type { Handlers } from '../../bridge/screen-host.ts';
import type { Desk } from '../desk.ts';
import { written } from '../disk.ts';
import type { Drafts } from '../drafts.ts';
import type { TicketStore } from '../ports.ts';

export type TicketHandlers = Pick<Handlers, Extract<keyof Handlers, `draft.${string}` | `ticket.${string}`>>;

type Options = {
  readonly store: TicketStore;
  readonly drafts: Drafts;
  readonly desk: Desk;
  readonly tell: (tell: Tell) => void;
  /** An operation waits for the centre; cards and lists are out of date. */
  readonly onSaved: () => void;
};

/** Requests about drafts and tickets. What answers `ok` is on disk. */
export function ticketHandlers(options: Options): TicketHandlers {
  const { store, drafts, desk } = options;
  return {
    'draft.open': ({ callId }) => (callId === null ? ok({ draftId: drafts.open(null, null).id }) : desk.draftOf(callId)),
    'draft.change': ({ draftId, patch }) => {
      const changed = drafts.change(draftId, patch);
      if (!changed.ok) return changed;
      desk.drafted(draftId);
      return ok({ changedAtMs: changed.value.changedAtMs });
    },
    'draft.discard': ({ draftId }) => {
      const done = drafts.discard(draftId);
      if (done.ok) desk.settled();
      return done;
    },
    'draft.restore': ({ draftId }) => drafts.restore(draftId),
    'ticket.save': ({ draftId }) => {
      const saved = drafts.save(draftId);
      if (!saved.ok) return saved;
      desk.settled();
      options.tell({ level: 'success', code: 'ticket-saved', params: { number: saved.value.number } });
      options.onSaved();
      return ok({ ticketId: saved.value.id });
    },
    'ticket.list': ({ limit, text }) => ok({ tickets: [...store.listTickets(limit, text)] }),
    'ticket.retry-parked': ({ ticketId }) => {
      const retried = written(() => store.retryParked(ticketId));
      if (!retried.ok) return retried;
      if (!retried.value) return refuse('no-such-ticket');
      options.onSaved();
      return ok({});
    },
  };
}
