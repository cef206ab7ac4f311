import { z } from 'zod';
import { AudioDevice } from '#shared/bridge/state.ts';

/** One RTCPeerConnection in the media page, named by the seat. */
const pc = z.object({ pcId: z.string().max(64) });
const nothing = z.object({});
const description = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string().max(64_000) });

/** What the seat asks of the media page. Replies are Results with the codes of `MediaRefusal`. */
export const mediaRequests = {
  /** Microphone open, AudioContext running, a throw-away offer made: the next call starts warm. */
  warm: { params: nothing, reply: nothing },
  create: {
    params: z.object({
      pcId: z.string().max(64),
      iceServers: z.array(z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() })),
    }),
    reply: nothing,
  },
  /** Makes and sets the local description; resolves at the first useful candidate, or when gathering ends. */
  'get-description': {
    params: z.object({
      pcId: z.string().max(64),
      type: z.enum(['offer', 'answer']),
      /** sendonly for a local hold, recvonly or inactive to answer a remote hold. */
      direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']),
      iceRestart: z.boolean().optional(),
    }),
    reply: description,
  },
  'set-description': { params: z.object({ pcId: z.string().max(64), ...description.shape }), reply: nothing },
  rollback: { params: pc, reply: nothing },
  dtmf: {
    params: z.object({
      pcId: z.string().max(64),
      digits: z.string().max(32),
      durationMs: z.number().int(),
      gapMs: z.number().int(),
    }),
    reply: nothing,
  },
  /** Nothing is sent upstream while muted or held: the sender's track is disabled. */
  mute: { params: z.object({ pcId: z.string().max(64), muted: z.boolean() }), reply: nothing },
  hold: { params: z.object({ pcId: z.string().max(64), held: z.boolean() }), reply: nothing },
  /** Each hears the microphone and all others. Fewer than two ids: everyone is taken apart again. */
  conference: { params: z.object({ pcIds: z.array(z.string().max(64)).max(8) }), reply: nothing },
  device: {
    params: z.object({
      microphoneId: z.string(),
      speakerId: z.string(),
      ringDeviceId: z.string(),
      ringVolume: z.number(),
      speakerVolume: z.number(),
      echoCancellation: z.boolean(),
      noiseSuppression: z.boolean(),
      autoGain: z.boolean(),
    }),
    reply: nothing,
  },
  /** Plays until another tone or `none`. ring on the ring device, the rest in the headset. */
  tone: {
    params: z.object({ tone: z.enum(['none', 'ring', 'waiting', 'beep', 'ringback', 'busy', 'reminder']) }),
    reply: nothing,
  },
  test: { params: z.object({ what: z.enum(['microphone', 'ring', 'speaker', 'stop']) }), reply: nothing },
  close: { params: pc, reply: nothing },
  stats: {
    params: pc,
    reply: z.object({
      connectionState: z.string(),
      codec: z.string(),
      packetsSent: z.number(),
      packetsReceived: z.number(),
      packetsLost: z.number(),
      jitterMs: z.number(),
      roundTripMs: z.number().nullable(),
      /** Sum of squared samples × duration received and sent (W3C totalAudioEnergy). */
      energyReceived: z.number(),
      energySent: z.number(),
    }),
  },
} as const satisfies Record<string, { params: z.ZodType; reply: z.ZodType }>;

export const MediaRefusal = z.enum([
  'no-such-connection',
  'no-microphone',
  'microphone-refused',
  'microphone-busy',
  'bad-description',
  'wrong-state',
  'timed-out',
  'no-media-page',
  'bad-request',
  'internal',
]);
export type MediaRefusal = z.infer<typeof MediaRefusal>;

/** What the media page tells the seat. */
export const mediaEvents = {
  /** Always first. A page that was reloaded has no connections: the seat replaces the legs. */
  hello: z.object({ pageId: z.string().max(64) }),
  connection: z.object({
    pcId: z.string(),
    state: z.enum(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed']),
  }),
  /** Ten times a second while a connection or a test is open; levels 0…1 (RMS, full scale sine = 0.707). */
  levels: z.object({ pcId: z.string().nullable(), microphone: z.number(), speaker: z.number() }),
  devices: z.object({ microphones: z.array(AudioDevice), speakers: z.array(AudioDevice) }),
  microphone: z.object({ state: z.enum(['ok', 'none', 'refused', 'lost', 'busy']) }),
  sound: z.object({ blocked: z.boolean() }),
} as const satisfies Record<string, z.ZodType>;

export type MediaRequestName = keyof typeof mediaRequests;
export type MediaParams<N extends MediaRequestName> = z.input<(typeof mediaRequests)[N]['params']>;
export type MediaReply<N extends MediaRequestName> = z.output<(typeof mediaRequests)[N]['reply']>;
export type MediaEventName = keyof typeof mediaEvents;
export type MediaEventPayload<N extends MediaEventName> = z.output<(typeof mediaEvents)[N]>;
