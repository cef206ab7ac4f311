import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Customer } from '#shared/customer/customer.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { completeDraft } from '#shared/ticket/complete.ts';
import { draftFor, isUntouched, patchDraft, withCustomer } from '#shared/ticket/draft.ts';
import type { DraftPatch, Ticket, TicketDraft } from '#shared/ticket/ticket.ts';
import type { Clock, NewId } from '../ports.ts';
import { written } from './disk.ts';
import { createNumbers } from './numbers.ts';
import type { TicketStore } from './ports.ts';

export type DraftsOptions = {
  readonly store: TicketStore;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly agentNumber: () => string;
  readonly timeZone: () => string;
  /** Runs a write once the state frame of this turn has left; see deferred.ts. */
  readonly later: (write: () => void) => void;
  /** Runs what `later` holds back, now: what is read next must see it. */
  readonly settle: () => void;
  readonly onChange: () => void;
};

export type Drafts = {
  readonly list: () => readonly TicketDraft[];
  readonly find: (id: string) => TicketDraft | null;
  readonly ofCall: (callId: string) => TicketDraft | null;
  /** A new draft, on screen at once and on disk before the next turn. */
  readonly open: (call: { id: string; callerNumber: string } | null, customer: Customer | null) => TicketDraft;
  /** On disk when this returns. */
  readonly change: (id: string, patch: DraftPatch) => Result<TicketDraft, Refusal>;
  /** The caller turned out to be somebody (else): what the agent typed stays. */
  readonly recustomer: (id: string, customer: Customer | null, before: Customer | null) => void;
  readonly discard: (id: string) => Result<Record<never, never>, Refusal>;
  readonly restore: (id: string) => Result<Record<never, never>, Refusal>;
  /** Ticket and operation are on disk in one transaction when this returns; `incomplete-ticket` names the field. */
  readonly save: (id: string) => Result<Ticket, Refusal>;
  /** Reads the day's numbers ahead of the first ring. */
  readonly warm: () => void;
  /** Forgets a draft in which nobody typed anything. False when somebody did. */
  readonly dropUntouched: (id: string, customer: Customer | null) => boolean;
};

export function createDrafts(options: DraftsOptions): Drafts {
  const { store, clock } = options;
  let drafts: readonly TicketDraft[] = store.listDrafts();
  /** Changed by the agent since this start; of recovered ones the content tells. */
  const typedIn = new Set<string>();
  /** Discarded, but the discard may be undone: their numbers are not free. */
  const setAsideNumbers = new Set<string>();
  const numbers = createNumbers(store, () => [...drafts.map(({ number }) => number), ...setAsideNumbers]);

  const find = (id: string): TicketDraft | null => drafts.find((draft) => draft.id === id) ?? null;

  function put(draft: TicketDraft): void {
    drafts = drafts.some(({ id }) => id === draft.id)
      ? drafts.map((other) => (other.id === draft.id ? draft : other))
      : [...drafts, draft];
    options.onChange();
  }

  function take(id: string): void {
    drafts = drafts.filter((draft) => draft.id !== id);
    options.onChange();
  }

  function setAside(id: string): Result<Record<never, never>, Refusal> {
    options.settle();
    const done = written(() => store.discardDraft(id, clock.nowMs()));
    if (done.ok) take(id);
    return done.ok ? ok({}) : done;
  }

  return {
    list: () => drafts,
    find,
    ofCall: (callId) => drafts.find((draft) => draft.callId === callId) ?? null,
    open: (call, customer) => {
      options.settle();
      const nowMs = clock.nowMs();
      const number = numbers.next(options.agentNumber(), nowMs, options.timeZone());
      const draft = draftFor({ id: options.newId(), number, nowMs, customer, call });
      put(draft);
      options.later(() => {
        if (find(draft.id) !== null) store.saveDraft(find(draft.id) ?? draft);
      });
      return draft;
    },
    change: (id, patch) => {
      const before = find(id);
      if (before === null) return refuse('no-such-draft');
      const changed = patchDraft(before, patch, clock.nowMs());
      options.settle();
      const done = written(() => store.saveDraft(changed));
      if (!done.ok) return done;
      typedIn.add(id);
      put(changed);
      return ok(changed);
    },
    recustomer: (id, customer, before) => {
      const draft = find(id);
      if (draft === null) return;
      const changed = withCustomer(draft, customer, before, clock.nowMs());
      put(changed);
      options.later(() => store.saveDraft(find(id) ?? changed));
    },
    discard: (id) => {
      const draft = find(id);
      if (draft === null) return refuse('no-such-draft');
      const done = setAside(id);
      if (done.ok) setAsideNumbers.add(draft.number);
      return done;
    },
    restore: (id) => {
      const restored = written(() => store.restoreDraft(id));
      if (!restored.ok) return restored;
      if (restored.value === null) return refuse('no-such-draft');
      typedIn.add(id);
      setAsideNumbers.delete(restored.value.number);
      put(restored.value);
      return ok({});
    },
    save: (id) => {
      const draft = find(id);
      if (draft === null) return refuse('no-such-draft');
      const nowMs = clock.nowMs();
      const ticket = completeDraft(draft, nowMs, options.agentNumber());
      if (!ticket.ok) return ticket;
      options.settle();
      const done = written(() => store.saveTicket(ticket.value, nowMs));
      if (!done.ok) return done;
      numbers.used(draft.number);
      take(id);
      return ok(ticket.value);
    },
    warm: () => {
      numbers.next(options.agentNumber(), clock.nowMs(), options.timeZone());
    },
    dropUntouched: (id, customer) => {
      const draft = find(id);
      if (draft === null || typedIn.has(id) || !isUntouched(draft, customer)) return false;
      return setAside(id).ok;
    },
  };
}
