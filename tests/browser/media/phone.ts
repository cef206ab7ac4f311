import type { Page } from 'playwright-core';
import type { MediaHost } from './media-host.ts';

/** The far side of a call: a bare RTCPeerConnection in its own page that sends one tone and measures what it hears. */
export type Phone = {
  readonly page: Page;
  /** Calls the media page: it answers on connection `pcId`. */
  readonly call: (host: MediaHost, pcId: string) => Promise<void>;
  readonly renegotiate: (
    host: MediaHost,
    pcId: string,
    direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive',
  ) => Promise<void>;
  /** dB of each frequency in what is heard now, and of the loudest one; silence is −100 or less. */
  readonly hears: (hz: readonly number[]) => Promise<number[]>;
  /** Largest sample of the last 340 ms. */
  readonly peak: () => Promise<number>;
  readonly close: () => Promise<void>;
};

type PhoneGlobals = { phone: { pc: RTCPeerConnection; analyser: AnalyserNode; context: AudioContext } };

export async function openPhone(page: Page, url: string, toneHz: number): Promise<Phone> {
  await page.goto(url);
  await page.evaluate((hz) => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: hz });
    const level = new GainNode(context, { gain: 0.3 });
    const out = context.createMediaStreamDestination();
    tone.connect(level).connect(out);
    tone.start();
    const pc = new RTCPeerConnection();
    for (const track of out.stream.getTracks()) pc.addTrack(track, out.stream);
    const analyser = new AnalyserNode(context, { fftSize: 16_384, smoothingTimeConstant: 0 });
    pc.ontrack = ({ track }) => {
      const stream = new MediaStream([track]);
      const element = new Audio();
      element.srcObject = stream;
      element.muted = true;
      void element.play();
      context.createMediaStreamSource(stream).connect(analyser);
    };
    (globalThis as unknown as PhoneGlobals).phone = { pc, analyser, context };
  }, toneHz);

  const localDescription = (type: 'offer' | 'answer') =>
    page.evaluate(async (wanted) => {
      const { pc } = (globalThis as unknown as PhoneGlobals).phone;
      await pc.setLocalDescription(wanted === 'offer' ? await pc.createOffer() : await pc.createAnswer());
      if (pc.iceGatheringState !== 'complete') {
        await new Promise<void>((resolve) => {
          pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve();
        });
      }
      return pc.localDescription?.sdp ?? '';
    }, type);
  const remoteDescription = (type: 'offer' | 'answer', sdp: string) =>
    page.evaluate(
      ([wanted, text]) => (globalThis as unknown as PhoneGlobals).phone.pc.setRemoteDescription({ type: wanted, sdp: text }),
      [type, sdp] as const,
    );

  return {
    page,
    call: async (host, pcId) => {
      await host.ask('create', { pcId, iceServers: [] });
      await host.ask('set-description', { pcId, type: 'offer', sdp: await localDescription('offer') });
      const answer = await host.ask('get-description', { pcId, type: 'answer', direction: 'sendrecv' });
      await remoteDescription('answer', answer.sdp);
      await host.event('connection', (payload) => payload.pcId === pcId && payload.state === 'connected');
    },
    renegotiate: async (host, pcId, direction) => {
      const offer = await host.ask('get-description', { pcId, type: 'offer', direction });
      await remoteDescription('offer', offer.sdp);
      await host.ask('set-description', { pcId, type: 'answer', sdp: await localDescription('answer') });
    },
    hears: (hz) =>
      page.evaluate((wanted) => {
        const { analyser, context } = (globalThis as unknown as PhoneGlobals).phone;
        const bins = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(bins);
        const width = context.sampleRate / analyser.fftSize;
        return wanted.map((frequency) => {
          const at = Math.round(frequency / width);
          return Math.max(...bins.slice(at - 3, at + 4), -200);
        });
      }, hz),
    peak: () =>
      page.evaluate(() => {
        const { analyser } = (globalThis as unknown as PhoneGlobals).phone;
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      }),
    close: () => page.close(),
  };
}
