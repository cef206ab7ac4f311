import type {
  MediaEventName,
  MediaEventPayload,
  MediaParams,
  MediaRefusal,
  MediaReply,
  MediaRequestName,
} from '#shared/bridge/media.ts';
import type { Result } from '#shared/result.ts';

/** What the seat takes from outside, so that tests move a fake clock and count ids. */
export type Clock = {
  /** ms since 1970. */
  readonly nowMs: () => number;
  /** Runs once after `ms`; the returned function cancels. */
  readonly after: (ms: number, run: () => void) => () => void;
};

/** 0 ≤ x < 1. */
export type Random = () => number;

/** A new UUIDv7. */
export type NewId = () => string;

/** One structured line per transition. Never a number, a name or a note. */
export type Log = {
  readonly info: (event: string, fields?: Record<string, unknown>) => void;
  readonly warn: (event: string, fields?: Record<string, unknown>) => void;
  readonly error: (event: string, fields?: Record<string, unknown>) => void;
};

/** The media page as the seat sees it: absent, or one page with an id; a reload is a new id announced by `hello`. */
export type MediaPort = {
  readonly pageId: () => string | null;
  /** Refuses with `no-media-page` while absent and `timed-out` after 5 s. */
  readonly request: <N extends MediaRequestName>(name: N, params: MediaParams<N>) => Promise<Result<MediaReply<N>, MediaRefusal>>;
  /** The returned function stops listening. `gone` comes when the page's channel closes. */
  readonly listen: (listener: (event: MediaEvent) => void) => () => void;
};

export type MediaEvent =
  | { [N in MediaEventName]: { readonly name: N; readonly payload: MediaEventPayload<N> } }[MediaEventName]
  | { readonly name: 'gone'; readonly payload: { readonly pageId: string } };
