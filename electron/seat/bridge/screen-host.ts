import type { z } from 'zod';
import { type EventName, type EventPayload, events } from '#shared/bridge/events.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { type RequestName, type RequestReply, requests } from '#shared/bridge/requests.ts';
import { type Result, refuse } from '#shared/result.ts';
import type { Log } from '../ports.ts';

export type HandlerParams<N extends RequestName> = z.output<(typeof requests)[N]['params']>;

/** One handler a request of the contract: a missing one does not compile. They answer with Results and do not reject. */
export type Handlers = {
  readonly [N in RequestName]: (
    params: HandlerParams<N>,
  ) => Result<RequestReply<N>, Refusal> | Promise<Result<RequestReply<N>, Refusal>>;
};

/** An event as it leaves for a screen: parsed, and nothing in it that the contract does not name. */
export type SeatEvent = { readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName];

export type ScreenHost = {
  /** Never rejects. Unknown names and bad params: `bad-request`; a throwing handler or a reply outside the contract: `internal`. */
  readonly serve: (name: string, params: unknown) => Promise<Result<unknown, Refusal>>;
  /** null when the payload is outside the contract; logged, not sent. */
  readonly checkEvent: (event: SeatEvent) => SeatEvent | null;
};

/** The seat's end of the bridge to the screen, used by both shells: everything is parsed here, in both directions. */
export function createScreenHost(handlers: Handlers, log: Log): ScreenHost {
  return {
    serve: async (name, params) => {
      if (!isRequestName(name)) return refuse('bad-request', 'unknown request');
      return serveNamed(name, params, handlers, log);
    },
    checkEvent: (event) => {
      const parsed = events[event.name].safeParse(event.payload);
      if (parsed.success) return event;
      log.error('bridge.bad-event', { name: event.name, at: pathOf(parsed.error) });
      return null;
    },
  };
}

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

async function serveNamed<N extends RequestName>(
  name: N,
  rawParams: unknown,
  handlers: Handlers,
  log: Log,
): Promise<Result<unknown, Refusal>> {
  const schema: { params: z.ZodType<HandlerParams<N>>; reply: z.ZodType } = schemasOf(name);
  const params = schema.params.safeParse(rawParams ?? {});
  if (!params.success) {
    log.warn('bridge.bad-request', { name, at: pathOf(params.error) });
    return refuse('bad-request', pathOf(params.error));
  }
  try {
    const result = await handlers[name](params.data);
    if (!result.ok) {
      log.info('bridge.refused', { name, code: result.error.code });
      return result;
    }
    const reply = schema.reply.safeParse(result.value);
    if (reply.success) return { ok: true, value: reply.data };
    log.error('bridge.bad-reply', { name, at: pathOf(reply.error) });
  } catch (cause) {
    log.error('bridge.handler-threw', { name, cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
  return refuse('internal');
}

/** TypeScript does not carry the name through the indexed table; the table itself is checked where it is written. */
function schemasOf<N extends RequestName>(name: N): { params: z.ZodType<HandlerParams<N>>; reply: z.ZodType } {
  const schemas: { params: z.ZodType; reply: z.ZodType } = requests[name];
  return schemas as { params: z.ZodType<HandlerParams<N>>; reply: z.ZodType };
}

/** Where in the payload, never what stood there. */
function pathOf(error: z.ZodError): string {
  return (error.issues[0]?.path ?? []).map(String).join('.').slice(0, 200) || 'payload';
}
