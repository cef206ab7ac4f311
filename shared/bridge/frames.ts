import { z } from 'zod';

/** The envelope on the web shell's WebSocket, both roles, JSON text. Payloads are parsed again by the name's own schema. */
export const Frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), id: z.number().int(), name: z.string().max(40), params: z.unknown() }),
  z.object({
    kind: z.literal('reply'),
    id: z.number().int(),
    result: z.union([
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.object({ code: z.string().max(40), detail: z.string().max(500).optional() }) }),
    ]),
  }),
  z.object({ kind: z.literal('event'), name: z.string().max(40), payload: z.unknown() }),
]);
export type Frame = z.infer<typeof Frame>;
