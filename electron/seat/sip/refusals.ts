import type { MediaRefusal } from '#shared/bridge/media.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';

const byMedia = {
  'no-microphone': 'no-microphone',
  'microphone-refused': 'microphone-refused',
  'microphone-busy': 'no-microphone',
  'no-media-page': 'no-media-page',
  'timed-out': 'media-failed',
  'no-such-connection': 'media-failed',
  'bad-description': 'media-failed',
  'wrong-state': 'media-failed',
  'bad-request': 'internal',
  internal: 'media-failed',
} satisfies Record<MediaRefusal, Refusal>;

/** What the agent is told when the media page would not. */
export const refusalOfMedia = (code: MediaRefusal): Refusal => byMedia[code];
