import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, type RTCRtpTransceiver, RtpHeader, RtpPacket } from 'werift';
import { FRAME_SAMPLES, SILENCE } from './mu-law.ts';
import { withoutWideDigits } from './sdp.ts';

const DIGITS_PAYLOAD_TYPE = 101;

/** What comes in on a line. */
export type VoiceListener = {
  /** 20 ms of µ-law. */
  readonly onFrame: (frame: Uint8Array) => void;
  /** One RFC 4733 event, told once, at its end. */
  readonly onDigit: () => void;
};

/** One WebRTC leg of a virtual party: G.711 both ways over ICE-lite, DTLS and SRTP, on loopback only. */
export type VoiceLine = {
  readonly describe: () => Promise<string>;
  readonly accept: (sdp: string) => Promise<void>;
  readonly rollback: () => Promise<void>;
  readonly listen: (listener: VoiceListener) => void;
  /** False while the seat holds the call: nothing may be sent (werift itself does not look). */
  readonly maySend: () => boolean;
  /** The next 20 ms; null is silence. `late` frames before it were swallowed by a stall: the timestamp moves over them. */
  readonly send: (frame: Uint8Array | null, late: number) => void;
  readonly close: () => void;
};

/** `iceServers: []` alone would ask a public host for our address, and without these addresses werift offers no loopback candidate. */
const loopbackOnly = {
  iceServers: [],
  iceLite: true,
  iceUseIpv4: false,
  iceUseIpv6: false,
  iceUseTcp: false,
  iceTcpPassive: false,
  iceAdditionalHostAddresses: ['127.0.0.1'],
  iceInterfaceAddresses: { udp4: '127.0.0.1' },
};

export function createVoiceLine(): VoiceLine {
  const pc = new RTCPeerConnection({
    ...loopbackOnly,
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
        new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, payloadType: DIGITS_PAYLOAD_TYPE }),
      ],
    },
  });
  const voice = new MediaStreamTrack({ kind: 'audio' });
  const quiet = Buffer.alloc(FRAME_SAMPLES, SILENCE);
  let listener: VoiceListener | null = null;
  let sequenceNumber = Math.floor(Math.random() * 0x8000);
  let timestamp = Math.floor(Math.random() * 0x8000_0000);
  let lastDigitAt = -1;
  const subscribed = new Set<MediaStreamTrack>();
  let closed = false;

  const receive = ({ header, payload }: RtpPacket): void => {
    if (header.payloadType === 0) listener?.onFrame(payload);
    else if (isEndOfDigit(payload) && header.timestamp !== lastDigitAt) {
      lastDigitAt = header.timestamp;
      listener?.onDigit();
    }
  };
  // The same track is told again on resume: subscribe once.
  pc.onTrack.subscribe((track) => {
    if (subscribed.has(track)) return;
    subscribed.add(track);
    track.onReceiveRtp.subscribe(receive);
  });

  const line = (): RTCRtpTransceiver | undefined => pc.getTransceivers()[0];

  return {
    describe: async () => {
      const offered = pc.signalingState === 'have-remote-offer';
      const transceiver = line() ?? pc.addTransceiver(voice, { direction: 'sendrecv' });
      if (transceiver.sender.track !== voice) await transceiver.sender.replaceTrack(voice);
      transceiver.direction = 'sendrecv';
      await pc.setLocalDescription(offered ? await pc.createAnswer() : await pc.createOffer());
      const sdp = pc.localDescription?.sdp;
      if (!sdp) throw new Error('werift gave no local description');
      return sdp;
    },
    accept: async (sdp) => {
      const type = pc.signalingState === 'have-local-offer' ? 'answer' : 'offer';
      await pc.setRemoteDescription({ type, sdp: withoutWideDigits(sdp) });
    },
    rollback: () => pc.setLocalDescription({ type: 'rollback' }),
    listen: (next) => {
      listener = next;
    },
    maySend: () => line()?.currentDirection === 'sendrecv' || line()?.currentDirection === 'sendonly',
    send: (frame, late) => {
      if (closed) return;
      sequenceNumber = (sequenceNumber + 1) & 0xffff;
      timestamp = (timestamp + (late + 1) * FRAME_SAMPLES) >>> 0;
      const sender = line()?.sender;
      if (!sender || pc.connectionState !== 'connected') return;
      const header = new RtpHeader({ payloadType: 0, sequenceNumber, timestamp, marker: late > 0 });
      // A packet that cannot leave is lost, as on any line; what matters is told by the connection's own state.
      sender.sendRtp(new RtpPacket(header, frame ? Buffer.from(frame) : quiet)).catch(() => undefined);
    },
    close: () => {
      closed = true;
      listener = null;
      voice.stop();
      void pc.close();
    },
  };
}

/** RFC 4733 §2.3: event, then the end bit; the last packet comes three times with one timestamp. */
function isEndOfDigit(payload: Buffer): boolean {
  return payload.length === 4 && ((payload[1] ?? 0) & 0x80) !== 0;
}

/** The first offer of the process makes its certificate (40 ms); done before the first call rings. */
export async function warmVoice(): Promise<void> {
  const line = createVoiceLine();
  await line.describe();
  line.close();
}
