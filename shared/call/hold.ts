import type { Hold } from './call.ts';

/** Direction attribute of an SDP stream, as its writer sees it. RFC 3264 §5.1, §8.4. */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export const isHeldHere = (hold: Hold): boolean => hold === 'local' || hold === 'both';
export const isHeldThere = (hold: Hold): boolean => hold === 'remote' || hold === 'both';

export function holdOf(here: boolean, there: boolean): Hold {
  if (here) return there ? 'both' : 'local';
  return there ? 'remote' : 'none';
}

export const withHeldHere = (hold: Hold, here: boolean): Hold => holdOf(here, isHeldThere(hold));
export const withHeldThere = (hold: Hold, there: boolean): Hold => holdOf(isHeldHere(hold), there);

/** What we offer: music goes out while we hold, nothing is wanted back. */
export const offerDirection = (heldHere: boolean): Direction => (heldHere ? 'sendonly' : 'sendrecv');

/** What we answer to an offer, given our own hold. RFC 3264 §6.1: an answer never widens the offer. */
export function answerDirection(offered: Direction, heldHere: boolean): Direction {
  const weSend = offered === 'sendrecv' || offered === 'recvonly';
  const weReceive = (offered === 'sendrecv' || offered === 'sendonly') && !heldHere;
  if (weSend) return weReceive ? 'sendrecv' : 'sendonly';
  return weReceive ? 'recvonly' : 'inactive';
}

/** Does this description of the far side hold us? A stream that it does not want to receive, or the old 0.0.0.0 (RFC 2543 §B.5). */
export const holdsUs = (direction: Direction, connectionIsNull: boolean): boolean =>
  connectionIsNull || direction === 'sendonly' || direction === 'inactive';

/**
 * The audio stream's direction and whether its address is 0.0.0.0. Total over any text; a missing attribute means sendrecv. Where ICE is
 * spoken, 0.0.0.0 only says that no candidate was chosen yet (RFC 8840 §4.1.1), and is no hold.
 */
export function readDirection(sdp: string): { readonly direction: Direction; readonly connectionIsNull: boolean } {
  const [session = '', ...streams] = sdp.split(/\r?\n(?=m=)/);
  const audio = streams.find((stream) => stream.startsWith('m=audio')) ?? '';
  const connection = connectionIn(audio) ?? connectionIn(session);
  const isIce = /^a=ice-ufrag:/m.test(sdp);
  return {
    direction: directionIn(audio) ?? directionIn(session) ?? 'sendrecv',
    connectionIsNull: connection === '0.0.0.0' && !isIce,
  };
}

const directions = { sendrecv: true, sendonly: true, recvonly: true, inactive: true } satisfies Record<Direction, true>;
const isDirection = (text: string): text is Direction => Object.hasOwn(directions, text);

function directionIn(section: string): Direction | null {
  const found = /^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*$/m.exec(section.replaceAll('\r', ''))?.[1];
  return found !== undefined && isDirection(found) ? found : null;
}

const connectionIn = (section: string): string | null => /^c=IN IP4 ([0-9.]+)/m.exec(section)?.[1] ?? null;
