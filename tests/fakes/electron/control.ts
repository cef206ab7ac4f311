import { z } from 'zod';

/** What a test asks of a desktop program that runs on the fake, over the channel between parent and child. */
export const Command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('emit'), event: z.string(), values: z.array(z.unknown()) }),
  z.object({ do: z.literal('press'), role: z.string(), what: z.enum(['close', 'minimize', 'focus', 'blur']) }),
  z.object({ do: z.literal('answer'), button: z.number().int() }),
  z.object({ do: z.literal('look') }),
]);
export type Command = z.infer<typeof Command>;

export const Look = z.object({
  records: z.array(z.object({ what: z.string(), values: z.array(z.unknown()) })),
  windows: z.array(z.object({ role: z.string(), visible: z.boolean(), loudestSpeaker: z.number() })),
});
export type Look = z.infer<typeof Look>;
