/** The virtual customers of the practice line, in the order in which they ring by themselves. */
export const personaIds = [
  'leak',
  'bill',
  'complaint',
  'no-water',
  'transfer',
  'outage',
  'suggestion',
  'pressure',
  'progress',
  'silent',
] as const;
export type PersonaId = (typeof personaIds)[number];

/** What can be dialled on the practice line: a colleague who answers, one who is in a call, one who is away, the echo, and the hotline. */
export const practiceNumbers = { colleague: '1002', busy: '1003', away: '1100', echo: '600', hotline: '96116' } as const;
