import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

export type OfferedAddress = {
  /** A line for Asterisk's [ice_host_candidates]. */
  readonly map: string;
  readonly release: () => void;
};

/**
 * Asterisk offers every address of the machine as an ICE candidate, but never 127.x. It can be told to say 127.0.0.1 in
 * place of one that it has, so media between it and Chromium stays on loopback.
 *
 * Where the machine has a network card, the card's address is the one to replace: nothing is changed and no right is needed.
 * Where there is only lo, an address of our own is put on lo (as root) for the time of the suite; each suite has another,
 * so several may run side by side.
 */
export const offerLoopback = (): OfferedAddress => {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === 'IPv4' && !address.address.startsWith('127.'))
    .map((address) => address.address);
  if (addresses.length > 0) {
    return { map: addresses.map((address) => `${address} => 127.0.0.1`).join('\n'), release: () => undefined };
  }
  const own = `10.99.${process.pid % 250}.${1 + Math.floor(Math.random() * 250)}`;
  const ip = (verb: 'add' | 'del'): void => {
    execFileSync('ip', ['addr', verb, `${own}/32`, 'dev', 'lo'], { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  try {
    ip('add');
  } catch (cause) {
    throw new Error(
      'This machine has only a loopback interface; run the suite as root, or inside: unshare --map-root-user --net',
      {
        cause,
      },
    );
  }
  return { map: `${own} => 127.0.0.1`, release: () => ip('del') };
};
