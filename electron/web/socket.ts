import type { WebSocket } from 'ws';
import type { Clock, Log } from '#electron/seat/ports.ts';
import { Frame } from '#shared/bridge/frames.ts';

/** Close codes of ours (RFC 6455 §7.4.2). A page that sees them does not connect again by itself. */
export const closeCodes = { heldElsewhere: 4001, movedAway: 4002, badFrame: 4003 } as const;

/** Past this much unsent, level frames are left out: a frozen tab must not fill our memory. Bytes. */
const slackBytes = 1_000_000;

export type FrameSocket = {
  readonly send: (frame: Frame) => void;
  readonly close: (code: number, reason: string) => void;
  /** Whether the far side answers a ping within the time, ms. */
  readonly isAlive: (withinMs: number) => Promise<boolean>;
};

/** Frames over a `ws` socket. Anything that is not a frame of the contract ends the connection: our pages send none. */
export function createFrameSocket(
  socket: WebSocket,
  ports: { readonly clock: Clock; readonly log: Log },
  listener: { readonly onFrame: (frame: Frame) => void; readonly onClosed: () => void },
): FrameSocket {
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? null : parseFrame(String(data));
    if (frame !== null) {
      listener.onFrame(frame);
      return;
    }
    ports.log.warn('web.bad-frame');
    socket.close(closeCodes.badFrame, 'bad frame');
  });
  socket.on('close', () => listener.onClosed());
  // Too large a message, a broken frame: `close` follows.
  socket.on('error', (cause) => ports.log.warn('web.socket-error', { cause: cause.message }));
  return {
    send: (frame) => {
      if (socket.readyState !== socket.OPEN) return;
      if (frame.kind === 'event' && frame.name === 'levels' && socket.bufferedAmount > slackBytes) return;
      socket.send(JSON.stringify(frame));
    },
    close: (code, reason) => socket.close(code, reason),
    isAlive: (withinMs) => isAlive(socket, withinMs, ports.clock),
  };
}

function parseFrame(text: string): Frame | null {
  try {
    const parsed = Frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function isAlive(socket: WebSocket, withinMs: number, clock: Clock): Promise<boolean> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve(false);
  return new Promise((resolve) => {
    const settle = (alive: boolean): void => {
      cancel();
      socket.off('pong', onPong);
      socket.off('close', onClose);
      resolve(alive);
    };
    const onPong = (): void => settle(true);
    const onClose = (): void => settle(false);
    const cancel = clock.after(withinMs, () => settle(false));
    socket.on('pong', onPong);
    socket.on('close', onClose);
    socket.ping();
  });
}
