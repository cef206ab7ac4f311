import type { EventPayload } from '#shared/bridge/events.ts';
import type { CallId } from '#shared/call/call.ts';
import type { Tone } from './desk/tones.ts';
import type { Log, MediaEvent, MediaPort } from './ports.ts';

/** Asks the page to play; a page that is not there is told when it comes. */
export function playTone(media: MediaPort, log: Log): (tone: Tone) => void {
  return (tone) => {
    void media.request('tone', { tone }).then((done) => {
      if (!done.ok && done.error.code !== 'no-media-page') log.warn('media.tone-refused', { tone, code: done.error.code });
    });
  };
}

type Levels = EventPayload<'levels'>;

/**
 * The page measures each connection; the screen has one pair of meters, those of the active call. All of one tick leave as one
 * event, so that a held call's silence does not make them flicker.
 */
export function createMeters(
  activeCallId: () => CallId | null,
  emit: (levels: Levels) => void,
  defer: (run: () => void) => void,
): (event: Extract<MediaEvent, { name: 'levels' }>) => void {
  let waiting: Levels | null = null;
  return ({ payload }) => {
    const callId = payload.pcId === null ? null : activeCallId();
    if (waiting !== null) {
      waiting = {
        callId: waiting.callId ?? callId,
        microphone: Math.max(waiting.microphone, payload.microphone),
        speaker: Math.max(waiting.speaker, payload.speaker),
      };
      return;
    }
    waiting = { callId, microphone: payload.microphone, speaker: payload.speaker };
    defer(() => {
      if (waiting !== null) emit(waiting);
      waiting = null;
    });
  };
}
