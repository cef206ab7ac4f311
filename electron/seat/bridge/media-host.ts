import type { Frame } from '#shared/bridge/frames.ts';
import {
  type MediaEventName,
  type MediaParams,
  type MediaRefusal,
  MediaRefusal as MediaRefusalCode,
  type MediaReply,
  type MediaRequestName,
  mediaEvents,
  mediaRequests,
} from '#shared/bridge/media.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { Clock, Log, MediaEvent, MediaPort } from '../ports.ts';

/** How long the page may take over one request, ms. Opening a microphone with a permission question is the longest. */
const replyTimeoutMs = 5_000;

/** What a shell needs to carry: frames to one media page. */
export type MediaChannel = { readonly send: (frame: Frame) => void };
export type MediaAttachment = {
  readonly receive: (frame: Frame) => void;
  readonly closed: () => void;
};
export type MediaHost = {
  readonly port: MediaPort;
  /** A newer page replaces the one before: its requests fail and `gone` is told. */
  readonly attach: (channel: MediaChannel) => MediaAttachment;
  readonly isAttached: () => boolean;
};

type Pending = { readonly settle: (result: Result<unknown, MediaRefusal>) => void };
type Page = { readonly channel: MediaChannel; pageId: string | null; readonly pending: Map<number, Pending> };

/** Carries MediaPort over any channel of frames; parses what the page says. Used by both shells. */
export function createMediaHost(options: { readonly clock: Clock; readonly log: Log }): MediaHost {
  const { clock, log } = options;
  const listeners = new Set<(event: MediaEvent) => void>();
  let page: Page | null = null;
  let lastId = 0;

  function tell(event: MediaEvent): void {
    for (const listener of listeners) listener(event);
  }

  function drop(gone: Page): void {
    if (page === gone) page = null;
    for (const { settle } of gone.pending.values()) settle(refuse('no-media-page'));
    gone.pending.clear();
    if (gone.pageId !== null) tell({ name: 'gone', payload: { pageId: gone.pageId } });
  }

  function onEvent(from: Page, name: string, payload: unknown): void {
    const event = parseMediaEvent(name, payload);
    if (event === null) {
      log.warn('media.bad-event', { name: name.slice(0, 40) });
      return;
    }
    if (event.name === 'hello') from.pageId = event.payload.pageId;
    // A page that has not said hello is not yet the media page.
    else if (from.pageId === null) return;
    tell(event);
  }

  return {
    port: {
      pageId: () => page?.pageId ?? null,
      request: (name, params) => {
        const to = page;
        if (to === null || to.pageId === null) return Promise.resolve(refuse('no-media-page'));
        lastId += 1;
        return ask(to, lastId, name, params, clock, log);
      },
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    attach: (channel) => {
      if (page !== null) drop(page);
      const attached: Page = { channel, pageId: null, pending: new Map() };
      page = attached;
      return {
        receive: (frame) => {
          if (page !== attached) return;
          if (frame.kind === 'event') onEvent(attached, frame.name, frame.payload);
          if (frame.kind === 'reply') attached.pending.get(frame.id)?.settle(asResult(frame.result));
        },
        closed: () => {
          if (page === attached) drop(attached);
        },
      };
    },
    isAttached: () => page !== null,
  };
}

function ask<N extends MediaRequestName>(
  page: Page,
  id: number,
  name: N,
  params: MediaParams<N>,
  clock: Clock,
  log: Log,
): Promise<Result<MediaReply<N>, MediaRefusal>> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.after(replyTimeoutMs, () => {
      log.warn('media.timed-out', { name });
      settle(refuse('timed-out'));
    });
    const settle = (result: Result<unknown, MediaRefusal>): void => {
      cancelTimeout();
      page.pending.delete(id);
      resolve(result.ok ? parseReply(name, result.value, log) : result);
    };
    page.pending.set(id, { settle });
    page.channel.send({ kind: 'request', id, name, params });
  });
}

function parseReply<N extends MediaRequestName>(name: N, value: unknown, log: Log): Result<MediaReply<N>, MediaRefusal> {
  const reply = mediaRequests[name].reply.safeParse(value);
  // The schema is the one of this name; TypeScript cannot follow the pair through the table.
  if (reply.success) return ok(reply.data as MediaReply<N>);
  log.error('media.bad-reply', { name });
  return refuse('internal');
}

/** A code that the contract does not name is a fault of the page. */
function asResult(result: Extract<Frame, { kind: 'reply' }>['result']): Result<unknown, MediaRefusal> {
  if (result.ok) return ok(result.value);
  const code = MediaRefusalCode.safeParse(result.error.code);
  return code.success ? refuse(code.data, result.error.detail) : refuse('internal');
}

function isMediaEventName(name: string): name is MediaEventName {
  return Object.hasOwn(mediaEvents, name);
}

function parseMediaEvent(name: string, payload: unknown): MediaEvent | null {
  if (!isMediaEventName(name)) return null;
  const parsed = mediaEvents[name].safeParse(payload);
  // The schema just used is the one of this name; TypeScript cannot follow the pair.
  return parsed.success ? ({ name, payload: parsed.data } as MediaEvent) : null;
}
