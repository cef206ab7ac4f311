/** What one connection plays in the headset. */
export type Playback = {
  readonly play: (track: MediaStreamTrack) => void;
  /** '' is the system's device; one that is gone falls back to it. */
  readonly setDevice: (deviceId: string) => Promise<void>;
  readonly setVolume: (volume: number) => void;
  /** Again, after the browser refused to play without a gesture. */
  readonly retry: () => void;
  readonly close: () => void;
};

/** An element, not the AudioContext: the browser's echo canceller knows what elements play. */
export function createPlayback(onBlocked: () => void): Playback {
  const element = new Audio();
  element.autoplay = true;
  let device: Promise<void> = Promise.resolve();

  const start = (): void => {
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked();
      // AbortError: the call ended before its first sound; there is nothing left to play.
    });
  };

  const setSink = async (deviceId: string): Promise<void> => {
    if (element.sinkId === deviceId) return;
    try {
      await element.setSinkId(deviceId);
    } catch {
      // The device is gone or not allowed; the devices event shows it, and the call must be heard somewhere.
      if (element.sinkId !== '') await element.setSinkId('');
    }
  };

  return {
    play: (track) => {
      element.srcObject = new MediaStream([track]);
      start();
    },
    setDevice: (deviceId) => {
      device = device.then(() => setSink(deviceId));
      return device;
    },
    setVolume: (volume) => {
      element.volume = Math.min(1, Math.max(0, volume));
    },
    retry: () => {
      if (element.srcObject && element.paused) start();
    },
    close: () => {
      element.pause();
      element.srcObject = null;
    },
  };
}
