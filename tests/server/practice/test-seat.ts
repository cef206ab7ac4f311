import {
  type Invitation,
  Inviter,
  Messager,
  Registerer,
  type Session,
  type SessionDescriptionHandler,
  SessionState,
  UserAgent,
} from 'sip.js';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { levelDb } from '#server/practice/media/mu-law.ts';

/** A seat without product code: SIP.js for the signalling, werift as a full ICE agent for the voice. */
export type TestSeat = {
  readonly agent: UserAgent;
  readonly register: () => Promise<void>;
  readonly invitations: Invitation[];
  /** Resolves with the n-th invitation, counted from 0. */
  readonly invitation: (index: number) => Promise<Invitation>;
  readonly call: (number: string, extraHeaders?: string[]) => Inviter;
  readonly voice: (session: Session) => TestVoice;
  /** Status of the answer to a MESSAGE. */
  readonly message: (to: string, body: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

export type TestVoice = {
  /** 20 ms frames received, and how many of them carried speech. */
  readonly frames: () => number;
  readonly voicedFrames: () => number;
  /** Sends a tone, or silence with null, until changed. */
  readonly say: (hz: number | null) => void;
  readonly digit: (event: number) => Promise<void>;
  readonly setDirection: (direction: 'sendrecv' | 'sendonly') => void;
};

type Voice = TestVoice & SessionDescriptionHandler;

export async function createTestSeat(url: string, user: string): Promise<TestSeat> {
  const voices = new WeakMap<Session, Voice>();
  const invitations: Invitation[] = [];
  const waiting: (() => void)[] = [];
  const uri = UserAgent.makeURI(`sip:${user}@practice.test`);
  if (!uri) throw new Error('bad test user');
  const agent = new UserAgent({
    uri,
    transportOptions: { server: url, keepAliveInterval: 0 },
    sessionDescriptionHandlerFactory: (session) => {
      const voice = createVoice();
      voices.set(session, voice);
      return voice;
    },
    logBuiltinEnabled: false,
    gracefulShutdown: false,
    delegate: {
      onInvite: (invitation) => {
        invitations.push(invitation);
        for (const look of waiting) look();
      },
    },
  });
  await agent.start();
  const registerer = new Registerer(agent, { expires: 300 });

  return {
    agent,
    invitations,
    register: () =>
      new Promise((resolve, reject) => {
        registerer
          .register({ requestDelegate: { onAccept: () => resolve(), onReject: () => reject(new Error('not registered')) } })
          .catch(reject);
      }),
    invitation: (index) =>
      new Promise((resolve) => {
        const look = (): void => {
          const invitation = invitations[index];
          if (invitation) resolve(invitation);
        };
        waiting.push(look);
        look();
      }),
    call: (number, extraHeaders = []) => {
      const target = UserAgent.makeURI(`sip:${number}@practice.test`);
      if (!target) throw new Error('bad test number');
      return new Inviter(agent, target, { extraHeaders });
    },
    voice: (session) => {
      const voice = voices.get(session);
      if (!voice) throw new Error('this session has no voice yet');
      return voice;
    },
    message: (to, body) => {
      const target = UserAgent.makeURI(`sip:${to}@practice.test`);
      if (!target) throw new Error('bad test number');
      const messager = new Messager(agent, target, body, 'application/json');
      return new Promise((resolve, reject) => {
        const tell = ({ message }: { message: { statusCode: number | undefined } }): void => resolve(message.statusCode ?? 0);
        messager.message({ requestDelegate: { onAccept: tell, onReject: tell } }).catch(reject);
      });
    },
    close: async () => {
      for (const invitation of invitations) if (invitation.state === SessionState.Established) await invitation.bye();
      await agent.stop();
    },
  };
}

/** Resolves when the session is there, or when it ended instead. */
export function reached(session: Session, state: SessionState): Promise<void> {
  if (session.state === state || session.state === SessionState.Terminated) return Promise.resolve();
  return new Promise((resolve) => {
    session.stateChange.addListener((now) => {
      if (now === state || now === SessionState.Terminated) resolve();
    });
  });
}

function createVoice(): Voice {
  const pc = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceUseTcp: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceInterfaceAddresses: { udp4: '127.0.0.1' },
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
        new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, payloadType: 101 }),
      ],
    },
  });
  const track = new MediaStreamTrack({ kind: 'audio' });
  let frames = 0;
  let voiced = 0;
  let hz: number | null = null;
  let samplesSent = 0;
  let sequenceNumber = 1;
  let direction: 'sendrecv' | 'sendonly' = 'sendrecv';
  const seen = new Set<MediaStreamTrack>();
  pc.onTrack.subscribe((remote) => {
    if (seen.has(remote)) return;
    seen.add(remote);
    remote.onReceiveRtp.subscribe(({ payload }) => {
      frames += 1;
      if (levelDb(payload) > -42) voiced += 1;
    });
  });
  const send = (payload: Buffer, payloadType: number, timestamp: number): void => {
    sequenceNumber += 1;
    const sender = pc.getTransceivers()[0]?.sender;
    if (!sender || pc.connectionState !== 'connected') return;
    const { codec } = sender;
    // werift writes its own payload type over ours; for the moment of a digit it must be that of telephone-event.
    if (codec) codec.payloadType = payloadType;
    void sender.sendRtp(new RtpPacket(new RtpHeader({ payloadType, sequenceNumber, timestamp }), payload));
    if (codec) codec.payloadType = 0;
  };
  const timer = setInterval(() => {
    send(toneFrame(hz, samplesSent), 0, samplesSent);
    samplesSent += 160;
  }, 20);

  return {
    frames: () => frames,
    voicedFrames: () => voiced,
    say: (next) => {
      hz = next;
    },
    digit: async (event) => {
      const timestamp = samplesSent;
      for (const [flags, duration] of [
        [10, 160],
        [10, 320],
        [0x8a, 800],
        [0x8a, 800],
        [0x8a, 800],
      ] as const) {
        const payload = Buffer.from([event, flags, duration >> 8, duration & 0xff]);
        send(payload, 101, timestamp);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    setDirection: (next) => {
      direction = next;
    },
    close: () => {
      clearInterval(timer);
      void pc.close();
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    getDescription: async () => {
      const offered = pc.signalingState === 'have-remote-offer';
      const line = pc.getTransceivers()[0] ?? pc.addTransceiver(track, { direction: 'sendrecv' });
      if (line.sender.track !== track) await line.sender.replaceTrack(track);
      line.direction = direction;
      await pc.setLocalDescription(offered ? await pc.createAnswer() : await pc.createOffer());
      return { contentType: 'application/sdp', body: pc.localDescription?.sdp ?? '' };
    },
    setDescription: async (sdp) => {
      await pc.setRemoteDescription({ type: pc.signalingState === 'have-local-offer' ? 'answer' : 'offer', sdp });
    },
    sendDtmf: () => false,
  };
}

/** 20 ms of a sine at −12 dB as µ-law, by the segment rule of G.711. */
function toneFrame(hz: number | null, firstSample: number): Buffer {
  const frame = Buffer.alloc(160, 0xff);
  if (hz === null) return frame;
  for (let i = 0; i < frame.length; i += 1) frame[i] = toMuLaw(8000 * Math.sin((2 * Math.PI * hz * (firstSample + i)) / 8000));
  return frame;
}

function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(Math.round(sample))) + 0x84;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
