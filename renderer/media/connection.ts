import type { MediaEventPayload, MediaParams, MediaRefusal, MediaReply } from '#shared/bridge/media.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { untilFirstCandidate } from './first-candidate.ts';
import type { Playback } from './playback.ts';
import { readStats } from './read-stats.ts';

type Answer<T> = Promise<Result<T, MediaRefusal>>;
type Nothing = Record<never, never>;
const nothing: Nothing = {};

export type ConnectionOptions = {
  readonly iceServers: RTCIceServer[];
  readonly playback: Playback;
  readonly onState: (state: MediaEventPayload<'connection'>['state']) => void;
  /** The track that is heard from the far side; comes at most once a connection. */
  readonly onRemote: (track: MediaStreamTrack) => void;
};

/** One RTCPeerConnection with one audio line: the microphone up, the far side down. Owns a clone of the microphone's track. */
export type Connection = {
  readonly describe: (params: Omit<MediaParams<'get-description'>, 'pcId'>) => Answer<MediaReply<'get-description'>>;
  readonly accept: (description: Omit<MediaParams<'set-description'>, 'pcId'>) => Answer<Nothing>;
  readonly rollback: () => Answer<Nothing>;
  readonly dtmf: (params: Omit<MediaParams<'dtmf'>, 'pcId'>) => Result<Nothing, MediaRefusal>;
  readonly setMuted: (muted: boolean) => void;
  readonly setHeld: (held: boolean) => void;
  readonly isMuted: () => boolean;
  readonly isHeld: () => boolean;
  readonly setMicrophone: (track: MediaStreamTrack | null) => Promise<void>;
  /** In a three-way talk: sends this mix instead of the microphone; null goes back. */
  readonly setMix: (track: MediaStreamTrack | null) => Promise<void>;
  readonly remote: () => MediaStreamTrack | null;
  readonly playback: Playback;
  readonly stats: () => Promise<MediaReply<'stats'>>;
  readonly close: () => void;
};

export function createConnection({ iceServers, playback, onState, onRemote }: ConnectionOptions): Connection {
  const pc = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
  const wantsRelay = iceServers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn')));
  let microphone: MediaStreamTrack | null = null;
  let mix: MediaStreamTrack | null = null;
  let muted = false;
  let held = false;
  let heard = false;

  pc.onconnectionstatechange = () => onState(pc.connectionState);
  pc.ontrack = ({ track }) => {
    if (track.kind !== 'audio' || heard) return;
    heard = true;
    playback.play(track);
    onRemote(track);
  };

  const line = (): RTCRtpTransceiver | undefined =>
    pc.getTransceivers().find(({ receiver, stopped }: RTCRtpTransceiver & { readonly stopped?: boolean }) => {
      return receiver.track.kind === 'audio' && stopped !== true;
    });

  /** Silence is a disabled track: packets go on (so no PBX thinks the seat dead), with nothing in them. */
  const settle = async (): Promise<void> => {
    if (microphone) microphone.enabled = !muted && !held;
    if (mix) mix.enabled = !held;
    const sender = line()?.sender;
    const wanted = mix ?? microphone;
    if (sender && sender.track !== wanted && pc.signalingState !== 'closed') await sender.replaceTrack(wanted);
  };

  const setDirection = (direction: RTCRtpTransceiverDirection): void => {
    const audio = line() ?? pc.addTransceiver('audio', { direction });
    audio.direction = direction;
    for (const other of pc.getTransceivers())
      if (other !== audio && other.currentDirection !== 'stopped') other.direction = 'inactive';
  };

  return {
    describe: async ({ type, direction, iceRestart }) => {
      const before = type === 'offer' ? ['stable', 'have-local-offer'] : ['have-remote-offer'];
      if (!before.includes(pc.signalingState)) return refuse('wrong-state', pc.signalingState);
      setDirection(direction);
      await settle();
      const made = type === 'offer' ? await pc.createOffer({ iceRestart: iceRestart ?? false }) : await pc.createAnswer();
      await pc.setLocalDescription(made);
      await untilFirstCandidate(pc, wantsRelay);
      const local = pc.localDescription;
      if (!local || local.type !== type) return refuse('wrong-state', pc.signalingState);
      return ok({ type, sdp: local.sdp });
    },
    accept: async (description) => {
      const before = description.type === 'offer' ? 'stable' : 'have-local-offer';
      if (pc.signalingState !== before) return refuse('wrong-state', pc.signalingState);
      try {
        await pc.setRemoteDescription(description);
      } catch (error) {
        return refuse('bad-description', error instanceof Error ? error.message.slice(0, 200) : undefined);
      }
      return ok(nothing);
    },
    rollback: async () => {
      if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' });
      else if (pc.signalingState === 'have-remote-offer') await pc.setRemoteDescription({ type: 'rollback' });
      return ok(nothing);
    },
    dtmf: ({ digits, durationMs, gapMs }) => {
      const sender = line()?.sender.dtmf;
      if (!sender?.canInsertDTMF) return refuse('wrong-state', 'no telephone-event was agreed');
      if (!/^[0-9A-D*#,]*$/.test(digits)) return refuse('bad-request', 'digits');
      // insertDTMF replaces what still waits; digits pressed quickly must all go out (WebRTC §7.2).
      sender.insertDTMF(sender.toneBuffer + digits, durationMs, gapMs);
      return ok(nothing);
    },
    setMuted: (next) => {
      muted = next;
      if (microphone) microphone.enabled = !muted && !held;
    },
    setHeld: (next) => {
      held = next;
      if (microphone) microphone.enabled = !muted && !held;
      if (mix) mix.enabled = !held;
    },
    isMuted: () => muted,
    isHeld: () => held,
    setMicrophone: async (track) => {
      const before = microphone;
      microphone = track?.clone() ?? null;
      await settle();
      before?.stop();
    },
    setMix: async (track) => {
      mix = track;
      await settle();
    },
    remote: () => line()?.receiver.track ?? null,
    playback,
    stats: () => readStats(pc),
    close: () => {
      pc.onconnectionstatechange = null;
      pc.ontrack = null;
      pc.close();
      microphone?.stop();
      microphone = null;
      mix = null;
      playback.close();
    },
  };
}
