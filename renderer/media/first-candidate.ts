/** Gathering everything costs 115–130 ms, the first candidate 2.5 ms; no description waits longer than this, ms. */
const LONGEST_WAIT_MS = 200;
/** Deviates: with TURN configured the host candidate may not be enough, and a relay takes a round trip or two to get. */
const LONGEST_WAIT_FOR_RELAY_MS = 1000;

/**
 * Resolves when the local description holds an address worth sending, when gathering ends, or at the limit. A host candidate is
 * enough: the page's own checks reach the far side, which learns the rest as peer-reflexive (RFC 8445 §7.3.1.3).
 */
export function untilFirstCandidate(pc: RTCPeerConnection, wantsRelay: boolean): Promise<void> {
  const isUseful = (): boolean => hasUsefulCandidate(pc.localDescription?.sdp ?? '', wantsRelay);
  // Not by the gathering state: right after a restart it still says "complete", of the gathering before.
  if (isUseful()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(limit);
      pc.removeEventListener('icecandidate', look);
      pc.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const look = (): void => {
      if (isUseful() || pc.iceGatheringState === 'complete') done();
    };
    const limit = setTimeout(done, wantsRelay ? LONGEST_WAIT_FOR_RELAY_MS : LONGEST_WAIT_MS);
    pc.addEventListener('icecandidate', look);
    pc.addEventListener('icegatheringstatechange', look);
  });
}

/** UDP only: Chromium's TCP candidates are active ones on port 9, which no PBX can reach. */
export function hasUsefulCandidate(sdp: string, wantsRelay: boolean): boolean {
  for (const [, protocol, type] of sdp.matchAll(/^a=candidate:\S+ \d+ (\S+) \d+ \S+ \d+ typ (\S+)/gm)) {
    if (protocol?.toLowerCase() === 'udp' && (!wantsRelay || type === 'relay')) return true;
  }
  return false;
}
