import type { Frame, Page } from 'playwright-core';
import type { Wav } from '#tests/pbx/harness/wav.ts';

const mediaFrame = (page: Page): Frame => {
  const frame = page.frames().find((candidate) => candidate.url().includes('/media/'));
  if (!frame) throw new Error('the page has no media frame');
  return frame;
};

/** The longest stretch an AnalyserNode keeps: 32,768 samples, 0.68 s at 48 kHz. */
const WINDOW = 32_768;

/**
 * What arrives at the agent's ear from now on, about 0.7 s of it, all open connections together. Needs
 * `listenToConnections` (tests/stack/heard.ts) in the page.
 */
export const listenAtSeat = async (page: Page): Promise<Wav> => {
  const heard = await mediaFrame(page).evaluate(async (size) => {
    const kept = (window as unknown as { keptConnections?: RTCPeerConnection[] }).keptConnections ?? [];
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = size;
    for (const connection of kept) {
      if (connection.connectionState !== 'connected') continue;
      for (const { track } of connection.getReceivers()) {
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      }
    }
    await new Promise((done) => setTimeout(done, (size / 48_000) * 1000 + 120));
    const samples = new Float32Array(size);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return [...samples].map((sample) => Math.round(sample * 1e5) / 1e5);
  }, WINDOW);
  return { sampleRateHz: 48_000, samples: Float32Array.from(heard) };
};

/** Connections of the media page that are not closed. */
export const openConnections = (page: Page): Promise<number> =>
  mediaFrame(page).evaluate(() => {
    const kept = (window as unknown as { keptConnections?: RTCPeerConnection[] }).keptConnections ?? [];
    return kept.filter((connection) => connection.connectionState !== 'closed').length;
  });

/** The media page alone loads anew, as after a crash of its process. */
export const reloadMedia = async (page: Page): Promise<void> => {
  await mediaFrame(page).evaluate(() => window.location.reload());
};
