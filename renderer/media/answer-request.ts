import type { z } from 'zod';
import { type MediaRefusal, type MediaReply, type MediaRequestName, mediaRequests } from '#shared/bridge/media.ts';
import { type Result, refuse } from '#shared/result.ts';
import type { RequestHandler } from './channel.ts';

/** One function per request of the contract: a missing one does not compile. */
export type MediaHandlers = {
  readonly [N in MediaRequestName]: (
    params: z.output<(typeof mediaRequests)[N]['params']>,
  ) => Promise<Result<MediaReply<N>, MediaRefusal>> | Result<MediaReply<N>, MediaRefusal>;
};

/** Parses what the seat sends, calls the handler, and turns a throw into the refusal `internal` (its detail is the error's name only). */
export function answerRequests(handlers: MediaHandlers): RequestHandler {
  return async (name, params) => {
    if (!isRequestName(name)) return refuse('bad-request', `unknown request ${name}`);
    try {
      return await answerOne(handlers, name, params);
    } catch (error) {
      return refuse('internal', error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : undefined);
    }
  };
}

async function answerOne<N extends MediaRequestName>(
  handlers: MediaHandlers,
  name: N,
  params: unknown,
): Promise<Result<MediaReply<N>, MediaRefusal>> {
  const parsed = schemaOf(name).safeParse(params);
  if (!parsed.success) return refuse('bad-request', parsed.error.issues[0]?.message);
  return handlers[name](parsed.data);
}

/** TypeScript does not carry the name through the indexed table; the table itself is checked where it is written. */
function schemaOf<N extends MediaRequestName>(name: N): z.ZodType<z.output<(typeof mediaRequests)[N]['params']>> {
  const schema: z.ZodType = mediaRequests[name].params;
  return schema as z.ZodType<z.output<(typeof mediaRequests)[N]['params']>>;
}

function isRequestName(name: string): name is MediaRequestName {
  return Object.hasOwn(mediaRequests, name);
}
