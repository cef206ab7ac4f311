import type { Page } from 'playwright-core';

/** Put into every frame before its scripts: keeps the peer connections, so that a test may listen to what the agent hears. */
export async function listenToConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const native = window.RTCPeerConnection;
    const kept: RTCPeerConnection[] = [];
    Object.assign(window, { keptConnections: kept });
    window.RTCPeerConnection = class extends native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.push(this);
      }
    };
  });
}

export type Heard = { readonly levelDb: number; readonly dominantHz: number; readonly connections: number };

/**
 * What arrives at the agent's ear over `ms`: level of the loudest connection in dB of full scale and its strongest frequency.
 * −120 dB when nothing arrives.
 */
export async function heardByAgent(page: Page, ms: number): Promise<Heard> {
  const frame = page.frames().find((candidate) => candidate.url().includes('/media/'));
  if (!frame) throw new Error('the page has no media frame');
  return frame.evaluate(async (windowMs) => {
    const kept = (window as unknown as { keptConnections: RTCPeerConnection[] }).keptConnections ?? [];
    const open = kept.filter((connection) => connection.connectionState === 'connected');
    const context = new AudioContext();
    await context.resume();
    const analysers = open.flatMap((connection) =>
      connection.getReceivers().flatMap(({ track }) => {
        const analyser = context.createAnalyser();
        analyser.fftSize = 4096;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        return [analyser];
      }),
    );
    let best = { levelDb: -120, dominantHz: 0 };
    const until = performance.now() + windowMs;
    while (performance.now() < until) {
      await new Promise((done) => setTimeout(done, 50));
      for (const analyser of analysers) {
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
        const levelDb = rms > 1e-6 ? 20 * Math.log10(rms) : -120;
        if (levelDb <= best.levelDb) continue;
        const bins = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(bins);
        const strongest = bins.reduce((at, value, index) => (value > (bins[at] ?? -Infinity) ? index : at), 0);
        best = { levelDb, dominantHz: (strongest * context.sampleRate) / analyser.fftSize };
      }
    }
    await context.close();
    return { ...best, connections: open.length };
  }, ms);
}
