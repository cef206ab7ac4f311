import { z } from 'zod';
import type { MediaReply } from '#shared/bridge/media.ts';

/** The members we read of the W3C statistics, each optional: reports differ between browsers and moments. */
const Report = z.object({
  id: z.string(),
  type: z.string(),
  kind: z.string().optional(),
  codecId: z.string().optional(),
  mimeType: z.string().optional(),
  packetsSent: z.number().optional(),
  packetsReceived: z.number().optional(),
  packetsLost: z.number().optional(),
  jitter: z.number().optional(),
  roundTripTime: z.number().optional(),
  currentRoundTripTime: z.number().optional(),
  nominated: z.boolean().optional(),
  totalAudioEnergy: z.number().optional(),
});
type Report = z.infer<typeof Report>;

/** Statistics of one connection (W3C webrtc-stats), in the contract's units: ms, packets, energy. */
export async function readStats(pc: RTCPeerConnection): Promise<MediaReply<'stats'>> {
  const reports: Report[] = [];
  (await pc.getStats()).forEach((value: unknown) => {
    const parsed = Report.safeParse(value);
    if (parsed.success) reports.push(parsed.data);
  });
  const audio = (type: string): Report | undefined => reports.find((report) => report.type === type && report.kind === 'audio');
  const inbound = audio('inbound-rtp');
  const outbound = audio('outbound-rtp');
  const codecId = inbound?.codecId ?? outbound?.codecId;
  const pair = reports.find((report) => report.type === 'candidate-pair' && report.nominated === true);
  const roundTripSeconds = pair?.currentRoundTripTime ?? audio('remote-inbound-rtp')?.roundTripTime;
  return {
    connectionState: pc.connectionState,
    codec: reports.find((report) => report.id === codecId)?.mimeType?.replace(/^audio\//, '') ?? '',
    packetsSent: outbound?.packetsSent ?? 0,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    jitterMs: (inbound?.jitter ?? 0) * 1000,
    roundTripMs: roundTripSeconds === undefined ? null : roundTripSeconds * 1000,
    energyReceived: inbound?.totalAudioEnergy ?? 0,
    energySent: audio('media-source')?.totalAudioEnergy ?? 0,
  };
}
