import { connect, createServer, type Socket } from 'node:net';
import { freeTcpPort } from './free-ports.ts';

export type Relay = {
  readonly port: number;
  /** Both ends of every connection are reset; new ones are taken. */
  readonly cut: () => void;
  /** Half-open: bytes are swallowed in both directions, nothing is closed, new connections hang too. */
  readonly swallow: () => void;
  /** New connections pass again; those that were swallowed stay dead. */
  readonly heal: () => void;
  /** Refuses new connections and resets those that are open, until `heal`. */
  readonly refuse: () => void;
  /** How many connections pass bytes now. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
};

type Mode = 'pass' | 'swallow' | 'refuse';

/** A wire between the seat and the PBX that a test can cut: TCP, one listening port, one target port on 127.0.0.1. */
export const startRelay = async (targetPort: number): Promise<Relay> => {
  let mode: Mode = 'pass';
  const pairs = new Set<{ near: Socket; far: Socket | null; dead: boolean }>();
  const server = createServer((near) => {
    if (mode === 'refuse') {
      near.resetAndDestroy();
      return;
    }
    const pair = { near, far: mode === 'swallow' ? null : connect(targetPort, '127.0.0.1'), dead: mode === 'swallow' };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      pair.far?.destroy();
    };
    for (const [from, to] of [
      [near, pair.far],
      [pair.far, near],
    ] as const) {
      from?.on('data', (bytes: Buffer) => {
        if (!pair.dead) to?.write(bytes);
      });
      from?.on('error', () => undefined);
      from?.on('close', () => {
        if (!pair.dead) end();
      });
    }
  });
  const reset = (): void => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far?.resetAndDestroy();
    }
    pairs.clear();
  };
  const port = await freeTcpPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    cut: reset,
    swallow: () => {
      mode = 'swallow';
      for (const pair of pairs) pair.dead = true;
    },
    heal: () => {
      mode = 'pass';
    },
    refuse: () => {
      mode = 'refuse';
      reset();
    },
    open: () => [...pairs].filter(({ dead }) => !dead).length,
    close: async () => {
      reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
