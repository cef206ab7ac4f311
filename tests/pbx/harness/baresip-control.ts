import { once } from 'node:events';
import { connect } from 'node:net';
import { z } from 'zod';

const Response = z.object({
  response: z.literal(true),
  ok: z.boolean(),
  data: z.string().optional(),
  token: z.string().optional(),
});
const PhoneEvent = z.object({
  event: z.literal(true),
  type: z.string(),
  direction: z.string().optional(),
  peeruri: z.string().optional(),
  id: z.string().optional(),
  param: z.string().optional(),
});
export type PhoneEvent = z.infer<typeof PhoneEvent>;
const Message = z.union([Response, PhoneEvent]);

/** Netstrings of JSON: `12:{"event":…},`. Takes whole ones off the front of what has arrived. */
export const takeNetstrings = (arrived: Buffer): { readonly texts: readonly string[]; readonly rest: Buffer } => {
  const texts: string[] = [];
  let rest = arrived;
  for (;;) {
    const colon = rest.indexOf(':');
    if (colon < 0) return { texts, rest };
    const length = Number.parseInt(rest.toString('latin1', 0, colon), 10);
    if (!Number.isFinite(length)) throw new Error('the phone sent something that is no netstring');
    const end = colon + 1 + length;
    if (rest.length < end + 1) return { texts, rest };
    texts.push(rest.toString('utf8', colon + 1, end));
    rest = rest.subarray(end + 1);
  }
};

export type Control = {
  /** One of baresip's long commands; rejects when it answers that it failed. */
  readonly command: (command: string, params?: string) => Promise<string>;
  readonly events: () => readonly PhoneEvent[];
  readonly close: () => void;
};

/** The line to a baresip that runs its module ctrl_tcp. */
export const connectControl = async (port: number): Promise<Control> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const events: PhoneEvent[] = [];
  const waiting = new Map<string, { resolve: (data: string) => void; reject: (error: Error) => void }>();
  let arrived: Buffer = Buffer.alloc(0);
  let nextToken = 1;
  socket.on('data', (chunk: Buffer) => {
    const { texts, rest } = takeNetstrings(Buffer.concat([arrived, chunk]));
    arrived = rest;
    for (const text of texts) {
      const message = Message.safeParse(JSON.parse(text));
      if (!message.success) continue;
      if ('event' in message.data) events.push(message.data);
      else {
        const { token = '', ok, data = '' } = message.data;
        const asked = waiting.get(token);
        waiting.delete(token);
        if (ok) asked?.resolve(data);
        else asked?.reject(new Error(`the phone refused: ${data}`));
      }
    }
  });
  const fail = (): void => {
    for (const asked of waiting.values()) asked.reject(new Error('the phone is gone'));
    waiting.clear();
  };
  socket.on('error', fail);
  socket.on('close', fail);
  return {
    command: (command, params) =>
      new Promise((resolve, reject) => {
        const token = `c${nextToken++}`;
        waiting.set(token, { resolve, reject });
        const text = JSON.stringify({ command, token, ...(params === undefined ? {} : { params }) });
        socket.write(`${Buffer.byteLength(text)}:${text},`);
      }),
    events: () => events,
    close: () => socket.destroy(),
  };
};
