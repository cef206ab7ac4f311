import { Frame } from '#shared/bridge/frames.ts';
import { refuse } from '#shared/result.ts';
import { createListeners } from './listeners.ts';
import { parseEvent, parseReply } from './parse.ts';
import type { LinkState, SeatEvent, SeatPort } from './port.ts';

/** Waits between attempts, ms. The seat runs on this machine: a lost link means it restarts, so the wait stays short. */
const retryMs = [200, 400, 800, 1500];
/** A transfer's outcome may take as long as a phone rings; longer than this is a fault. */
const replyTimeoutMs = 90_000;

/** The web shell's close codes for a page that shall not come back by itself: another one holds the seat, or took it. */
const movedAwayCodes: readonly number[] = [4001, 4002];

type WebPortOptions = {
  readonly url: string;
  readonly openSocket: (url: string) => WebSocket;
  readonly after: (ms: number, run: () => void) => () => void;
};

/** Takes the seat's frames apart; text that is no frame is dropped. */
function readFrame(data: unknown): Frame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame = Frame.safeParse(JSON.parse(data));
    return frame.success ? frame.data : null;
  } catch {
    return null;
  }
}

/** The way to the seat over the web shell's WebSocket (frames.ts); connects again by itself until closed or moved away. */
export function createWebPort({ url, openSocket, after }: WebPortOptions): SeatPort {
  const events = createListeners<SeatEvent>();
  const links = createListeners<LinkState>();
  const pending = new Map<number, (raw: unknown) => void>();
  const dropped = Symbol('dropped');
  let link: LinkState = 'connecting';
  let socket: WebSocket | null = null;
  let nextId = 1;
  let attempt = 0;
  let closed = false;
  let cancelRetry: (() => void) | null = null;

  const setLink = (next: LinkState): void => {
    if (link === next) return;
    link = next;
    links.tell(next);
  };

  const dropPending = (): void => {
    for (const settle of [...pending.values()]) settle(dropped);
    pending.clear();
  };

  const onFrame = (frame: Frame): void => {
    if (frame.kind === 'reply') {
      pending.get(frame.id)?.(frame.result);
      pending.delete(frame.id);
      return;
    }
    if (frame.kind !== 'event') return;
    const event = parseEvent(frame.name, frame.payload);
    if (!event) return;
    if (event.name === 'moved-away') setLink('moved-away');
    events.tell(event);
  };

  const connect = (take = false): void => {
    const current = openSocket(take ? `${url}&take=1` : url);
    socket = current;
    current.onopen = () => {
      attempt = 0;
      setLink('open');
    };
    current.onmessage = (message) => {
      const frame = readFrame(message.data);
      if (frame) onFrame(frame);
    };
    current.onclose = (event) => {
      if (socket !== current) return;
      socket = null;
      dropPending();
      if (movedAwayCodes.includes(event.code)) setLink('moved-away');
      if (closed || link === 'moved-away') return;
      setLink('lost');
      cancelRetry = after(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 1500, () => connect());
      attempt += 1;
    };
  };
  connect();

  return {
    request: async (name, params) => {
      const current = socket;
      if (!current || current.readyState !== WebSocket.OPEN) return refuse('no-link');
      const id = nextId++;
      const raw = await new Promise<unknown>((resolve) => {
        const cancelTimeout = after(replyTimeoutMs, () => {
          pending.delete(id);
          resolve({ ok: false, error: { code: 'timed-out' } });
        });
        pending.set(id, (value) => {
          cancelTimeout();
          resolve(value);
        });
        current.send(JSON.stringify({ kind: 'request', id, name, params } satisfies Frame));
      });
      if (raw === dropped) return refuse('no-link');
      const result = parseReply(name, raw);
      // Another window holds the seat: the shell keeps the link but opens nothing on it.
      if (!result.ok && name === 'seat.open' && result.error.code === 'not-open') setLink('moved-away');
      return result;
    },
    listen: events.add,
    watchLink: (listener) => {
      listener(link);
      return links.add(listener);
    },
    takeOver: () => {
      const before = socket;
      socket = null;
      before?.close();
      dropPending();
      setLink('connecting');
      connect(true);
    },
    close: () => {
      closed = true;
      cancelRetry?.();
      socket?.close();
      dropPending();
    },
  };
}
