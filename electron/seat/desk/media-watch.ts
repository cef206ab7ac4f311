import type { Tell } from '#shared/bridge/events.ts';
import type { MediaParams } from '#shared/bridge/media.ts';
import type { Settings } from '#shared/bridge/settings.ts';
import type { MediaState } from '#shared/bridge/state.ts';
import { unreachable } from '#shared/unreachable.ts';
import type { MediaEvent } from '../ports.ts';

export const noMedia: MediaState = {
  page: 'absent',
  microphone: 'unknown',
  microphones: [],
  speakers: [],
  soundBlocked: false,
};

export type MediaStep = { readonly state: MediaState; readonly tells: readonly Tell[] };

/** What the media page says, as the screen shows it. Levels and connections are for others and change nothing here. */
export function stepMedia(state: MediaState, event: MediaEvent, chosenMicrophoneId: string): MediaStep {
  switch (event.name) {
    case 'hello':
      return { state: { ...state, page: 'ready' }, tells: [] };
    case 'gone':
      return { state: { ...noMedia, microphones: state.microphones, speakers: state.speakers }, tells: [] };
    case 'devices':
      return { state: { ...state, ...event.payload }, tells: [] };
    case 'microphone':
      return {
        state: { ...state, microphone: event.payload.state },
        tells: microphoneTells(state, event.payload.state, chosenMicrophoneId),
      };
    case 'sound':
      return { state: { ...state, soundBlocked: event.payload.blocked }, tells: [] };
    case 'levels':
    case 'connection':
      return { state, tells: [] };
    default:
      return unreachable(event);
  }
}

/** One that was in use is gone, or another took its place. */
function microphoneTells(before: MediaState, now: MediaState['microphone'], chosenId: string): readonly Tell[] {
  if (now === 'lost' && before.microphone === 'ok') return [{ level: 'warning', code: 'device-gone', params: {} }];
  if (now !== 'ok' || before.microphone !== 'lost') return [];
  const used = before.microphones.find(({ id }) => id === chosenId) ?? before.microphones[0];
  return [{ level: 'info', code: 'device-changed', params: { label: used?.label ?? '' } }];
}

/** False only when the page said so: an agent whose page has not asked yet is not warned. */
export function hasMicrophone(state: MediaState): boolean {
  return !['none', 'refused', 'lost', 'busy'].includes(state.microphone);
}

/** The settings that the page needs. */
export function deviceParams(settings: Settings): MediaParams<'device'> {
  const { microphoneId, speakerId, ringDeviceId, ringVolume, speakerVolume, echoCancellation, noiseSuppression, autoGain } =
    settings;
  return { microphoneId, speakerId, ringDeviceId, ringVolume, speakerVolume, echoCancellation, noiseSuppression, autoGain };
}
