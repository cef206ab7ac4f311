import { Frame } from '#shared/bridge/frames.ts';
import type { Channel, ChannelOptions } from './channel.ts';

/** Wait before the socket is opened again, ms: doubled at each failure, with a quarter of jitter, so that tabs do not knock together. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;

/**
 * The web shell: request frames come in, reply and event frames go out, JSON text. The calls live on while the socket is away;
 * events of that time are dropped, because `onOpen` tells the present state again.
 */
export function createSocketChannel(url: string, { handler, onOpen }: ChannelOptions): Channel {
  let socket: WebSocket | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const send = (frame: Frame, over: WebSocket | null): void => {
    if (over?.readyState === WebSocket.OPEN) over.send(JSON.stringify(frame));
  };

  const receive = async (text: unknown, over: WebSocket): Promise<void> => {
    const frame = parseFrame(text);
    if (frame?.kind !== 'request') return;
    const result = await handler(frame.name, frame.params);
    send({ kind: 'reply', id: frame.id, result }, over);
  };

  const connect = (): void => {
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => {
      failures = 0;
      onOpen();
    };
    opened.onmessage = (message) => void receive(message.data, opened);
    opened.onclose = () => {
      if (closed) return;
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
      failures += 1;
      retry = setTimeout(connect, wait * (0.75 + Math.random() * 0.5));
    };
  };
  connect();

  return {
    emit: (name, payload) => send({ kind: 'event', name, payload }, socket),
    close: () => {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

function parseFrame(text: unknown): Frame | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed = Frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: nobody to answer to, since a reply needs the request's id.
    return null;
  }
}
