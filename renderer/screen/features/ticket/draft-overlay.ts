import type { DraftPatch, FieldValue, TicketDraft } from '#shared/ticket/ticket.ts';

type TopKey = Exclude<keyof DraftPatch, 'fields'>;
type Top = { [K in TopKey]?: TicketDraft[K] };
/** When an edit was made (`turn` grows with each), and whether the seat has answered that it is stored. */
type Mark = { readonly turn: number; readonly stored: boolean };

/**
 * What the agent typed and the seat has not shown back yet, laid over the seat's draft. An edit stays until the seat has answered
 * it and either shows the same or has sent its draft again since: then the draft has it. No clock is compared, so a clock that is
 * set back changes nothing; replies may come late, twice or out of order.
 */
export type Overlay = {
  readonly top: Readonly<Top>;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** By the name of a part of the draft, or "fields.CODE" for a field of its kind. */
  readonly marks: ReadonlyMap<string, Mark>;
};

export const emptyOverlay: Overlay = { top: {}, fields: {}, marks: new Map() };

const topKeys = [
  'kind',
  'customerId',
  'contactName',
  'contactNumber',
  'accountNumber',
  'address',
  'summary',
  'priority',
  'assignee',
] as const satisfies readonly TopKey[];

function copy<K extends TopKey>(to: Top, from: { readonly [P in K]?: TicketDraft[P] | undefined }, key: K): boolean {
  const value = from[key];
  if (value === undefined) return false;
  to[key] = value;
  return true;
}

/** Lays a patch over, each touched part by itself. */
export function edit(overlay: Overlay, patch: DraftPatch, turn: number): Overlay {
  const top: Top = { ...overlay.top };
  const marks = new Map(overlay.marks);
  for (const key of topKeys) if (copy(top, patch, key)) marks.set(key, { turn, stored: false });
  for (const code of Object.keys(patch.fields ?? {})) marks.set(`fields.${code}`, { turn, stored: false });
  return { top, fields: { ...overlay.fields, ...patch.fields }, marks };
}

/** The seat has stored everything typed up to `turn`. */
export function acknowledge(overlay: Overlay, turn: number): Overlay {
  const marks = new Map(overlay.marks);
  for (const [path, mark] of overlay.marks) if (mark.turn <= turn) marks.set(path, { ...mark, stored: true });
  return { ...overlay, marks };
}

/** Drops the stored edits that this draft shows already. */
export function settle(overlay: Overlay, draft: TicketDraft): Overlay {
  const shows = (path: string): boolean => {
    const code = path.startsWith('fields.') ? path.slice('fields.'.length) : null;
    if (code !== null) return sameValue(draft.fields[code], overlay.fields[code]);
    const key = topKeys.find((one) => one === path);
    return key !== undefined && draft[key] === overlay.top[key];
  };
  return keepMarks(overlay, (path, mark) => !mark.stored || !shows(path));
}

/** Drops every stored edit: the seat has sent its draft after it answered them. */
export function dropStored(overlay: Overlay): Overlay {
  return keepMarks(overlay, (_path, mark) => !mark.stored);
}

function keepMarks(overlay: Overlay, keep: (path: string, mark: Mark) => boolean): Overlay {
  const marks = new Map([...overlay.marks].filter(([path, mark]) => keep(path, mark)));
  if (marks.size === overlay.marks.size) return overlay;
  const top: Top = {};
  for (const key of topKeys) if (marks.has(key)) copy(top, overlay.top, key);
  const fields = Object.fromEntries(Object.entries(overlay.fields).filter(([code]) => marks.has(`fields.${code}`)));
  return { top, fields, marks };
}

function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => item === other[at]);
  return one === other;
}

/** The draft as the agent sees it. */
export function viewOf(draft: TicketDraft, overlay: Overlay): TicketDraft {
  if (overlay.marks.size === 0) return draft;
  return { ...draft, ...overlay.top, fields: { ...draft.fields, ...overlay.fields } };
}

/**
 * The patch that carries every edit after `turn`; null when there is none. Fields travel whole, so that it is the same
 * whether the seat merges or replaces them.
 */
export function patchSince(draft: TicketDraft, overlay: Overlay, turn: number): DraftPatch | null {
  const fresh = [...overlay.marks].filter(([, mark]) => mark.turn > turn).map(([path]) => path);
  if (fresh.length === 0) return null;
  const top: Top = {};
  for (const key of topKeys) if (fresh.includes(key)) copy(top, overlay.top, key);
  if (!fresh.some((path) => path.startsWith('fields.'))) return top;
  return { ...top, fields: viewOf(draft, overlay).fields };
}
