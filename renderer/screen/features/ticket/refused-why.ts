/** What the centre may say of a ticket that it does not take (server/sync); other codes are shown as they came. */
const knownReasons = [
  'bad-fields',
  'id-taken',
  'no-such-row',
  'gone',
  'wrong-status',
  'changed-meanwhile',
  'not-allowed',
  'not-storable',
  'malformed',
  'newer-schema',
] as const;

export type KnownReason = (typeof knownReasons)[number];

export type RefusedWhy = { readonly code: KnownReason; readonly fields: readonly string[] } | { readonly code: 'other' };

/** "bad-fields: summary, fields.place" → the code and the fields it names. Pure. */
export function refusedWhy(reason: string): RefusedWhy {
  const [said = '', about = ''] = reason.split(/:\s*/, 2);
  const code = knownReasons.find((known) => known === said);
  if (code === undefined) return { code: 'other' };
  const fields = code === 'bad-fields' || code === 'changed-meanwhile' ? about.split(/,\s*/).filter((field) => field !== '') : [];
  return { code, fields: fields.map((field) => field.replace(/^fields\./, '')) };
}
