import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody had a moment ago. */
export const freeTcpPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const isUdpFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });

/**
 * The first of `count` UDP ports in a row, even, below the system's own range for outgoing sockets (32768), so that
 * nothing takes one in between. Only every tenth is tried: Asterisk itself passes over a port that is in use.
 */
export const freeUdpBlock = async (count: number): Promise<number> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = 10_000 + 2 * Math.floor(Math.random() * ((32_000 - 10_000 - count) / 2));
    const probes = Array.from({ length: Math.ceil(count / 10) }, (_, index) => first + index * 10);
    const free = await Promise.all(probes.map(isUdpFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`no ${count} free UDP ports in a row`);
};
