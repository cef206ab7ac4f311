import type { Page, WebSocket } from 'playwright-core';
import { type EventPayload, events } from '#shared/bridge/events.ts';
import { Frame } from '#shared/bridge/frames.ts';
import { SeatState } from '#shared/bridge/state.ts';

export type Tell = EventPayload<'tell'>;

export type StateWatch = {
  /** What the screen was last told; fails before the seat has opened, and while the link to it is lost. */
  readonly state: () => SeatState;
  readonly isOpen: () => boolean;
  /** Everything that was told to the agent, oldest first. */
  readonly tells: () => readonly Tell[];
  /** Replies to requests of the test itself, by their id. */
  readonly reply: (id: number) => unknown;
};

/** Reads the frames between seat and screen as they pass: the test sees what the screen is told, and takes no place from it. */
export const watchState = (page: Page): StateWatch => {
  let state: SeatState | null = null;
  const tells: Tell[] = [];
  const replies = new Map<number, unknown>();

  const take = (text: string): void => {
    const frame = Frame.safeParse(JSON.parse(text));
    if (!frame.success) return;
    if (frame.data.kind === 'event' && frame.data.name === 'state' && state) {
      const change = events.state.parse(frame.data.payload);
      state = SeatState.parse({ ...state, ...change });
    }
    if (frame.data.kind === 'event' && frame.data.name === 'tell') tells.push(events.tell.parse(frame.data.payload));
    if (frame.data.kind === 'reply') {
      replies.set(frame.data.id, frame.data.result);
      if (!frame.data.result.ok) return;
      // Only the answer to seat.open is a whole state.
      const whole = SeatState.safeParse(frame.data.result.value);
      if (whole.success) state = whole.data;
    }
  };
  page.on('websocket', (socket: WebSocket) => {
    if (!socket.url().includes('role=screen')) return;
    socket.on('framereceived', ({ payload }) => take(payload.toString()));
    // What a seat said that is gone counts no longer.
    socket.on('close', () => {
      state = null;
    });
  });
  return {
    state: () => {
      if (!state) throw new Error('the seat has not opened its state to the screen yet');
      return state;
    },
    isOpen: () => state !== null,
    tells: () => tells,
    reply: (id) => replies.get(id),
  };
};
