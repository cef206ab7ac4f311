import { z } from 'zod';
import { type EventName, events } from '#shared/bridge/events.ts';
import { Refusal } from '#shared/bridge/refusals.ts';
import { type RequestName, type RequestReply, requests } from '#shared/bridge/requests.ts';
import { type Result, refuse } from '#shared/result.ts';
import type { ScreenRefusal, SeatEvent } from './port.ts';

const Reply = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), detail: z.string().optional() }) }),
]);

/** A reply from the seat, held against the schema of its request. An unknown refusal is shown as `internal`. */
export function parseReply<N extends RequestName>(name: N, raw: unknown): Result<RequestReply<N>, ScreenRefusal> {
  const reply = Reply.safeParse(raw);
  if (!reply.success) return refuse('bad-reply', z.prettifyError(reply.error).slice(0, 200));
  if (!reply.data.ok) {
    const code = Refusal.safeParse(reply.data.error.code);
    return refuse(code.success ? code.data : 'internal', reply.data.error.detail);
  }
  const schema: z.ZodType<RequestReply<N>> = requests[name].reply as unknown as z.ZodType<RequestReply<N>>;
  const value = schema.safeParse(reply.data.value);
  return value.success ? { ok: true, value: value.data } : refuse('bad-reply', z.prettifyError(value.error).slice(0, 200));
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

const SeatEventSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('state'), payload: events.state }),
  z.object({ name: z.literal('tell'), payload: events.tell }),
  z.object({ name: z.literal('levels'), payload: events.levels }),
  z.object({ name: z.literal('changed'), payload: events.changed }),
  z.object({ name: z.literal('ask-dial'), payload: events['ask-dial'] }),
  z.object({ name: z.literal('moved-away'), payload: events['moved-away'] }),
]);

/** An event from the seat, or null when it is none that this screen knows (a newer seat may say more). */
export function parseEvent(name: string, payload: unknown): SeatEvent | null {
  if (!isEventName(name)) return null;
  const event = SeatEventSchema.safeParse({ name, payload });
  if (event.success) return event.data;
  console.error(`event ${name} of the seat does not parse`, z.prettifyError(event.error).slice(0, 400));
  return null;
}
