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
