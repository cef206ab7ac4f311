import type { MediaEventPayload } from '#shared/bridge/media.ts';

type Devices = MediaEventPayload<'devices'>;

/** Chromium lists the system's choice a second time under these names; here '' means the system's choice. */
const ALIASES = new Set(['', 'default', 'communications']);
/** As many as the seat's state carries (shared/bridge/state.ts). */
const MOST = 40;

/** Microphones and speakers with their labels; labels and ids are empty until the microphone was allowed, then they are left out. */
export async function listDevices(media: Pick<MediaDevices, 'enumerateDevices'>): Promise<Devices> {
  const all = await media.enumerateDevices();
  const of = (kind: MediaDeviceKind): Devices['microphones'] =>
    all
      .filter((device) => device.kind === kind && !ALIASES.has(device.deviceId))
      .slice(0, MOST)
      .map((device) => ({ id: device.deviceId, label: device.label.slice(0, 200) }));
  return { microphones: of('audioinput'), speakers: of('audiooutput') };
}
