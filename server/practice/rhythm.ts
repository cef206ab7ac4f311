import { z } from 'zod';

/** How often customers ring by themselves. */
export const Rhythm = z.enum(['off', 'slow', 'steady', 'busy']);
export type Rhythm = z.infer<typeof Rhythm>;

/** What a seat may ask by SIP MESSAGE to the user `practice`. */
export const Command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('ring'), persona: z.string().max(40).optional() }),
  z.object({ do: z.literal('rhythm'), rhythm: Rhythm }),
]);
export type Command = z.infer<typeof Command>;

/** Mean wait between two customers, ms. */
const meanMs = { slow: 180_000, steady: 60_000, busy: 20_000 } as const satisfies Record<Exclude<Rhythm, 'off'>, number>;

/** A quarter more or less than the mean, so that nobody can set a watch by it; random is 0 ≤ x < 1. */
export function nextRingInMs(rhythm: Exclude<Rhythm, 'off'>, random: number): number {
  return Math.round(meanMs[rhythm] * (0.75 + random / 2));
}

/** null when the text is no command. */
export function parseCommand(text: string): Command | null {
  try {
    const parsed = Command.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON.
    return null;
  }
}
