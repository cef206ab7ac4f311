import { once } from 'node:events';
import { connect } from 'node:net';

/** One message of the manager interface: names as sent, values as text. */
export type AmiMessage = Readonly<Record<string, string>>;

export type Ami = {
  /** Sends an action and resolves with its response; rejects when the PBX says Error. */
  readonly act: (action: string, fields?: Readonly<Record<string, string>>) => Promise<AmiMessage>;
  /** An action that answers with a list: its events up to the closing one. */
  readonly list: (action: string, fields?: Readonly<Record<string, string>>) => Promise<readonly AmiMessage[]>;
  /** All events since the connection was made, oldest first. */
  readonly events: () => readonly AmiMessage[];
  /** The first event from index `from` on that fits, now or within `limitMs`. */
  readonly event: (what: string, fits: (event: AmiMessage) => boolean, limitMs?: number, from?: number) => Promise<AmiMessage>;
  readonly close: () => void;
};

const parse = (block: string): AmiMessage => {
  const message: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) message[line.slice(0, colon)] = line.slice(colon + 1).trim();
  }
  return message;
};

const write = (fields: Readonly<Record<string, string>>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`)
    .join('\r\n')}\r\n\r\n`;

/** A small client of Asterisk's manager interface: log in, act, list, watch events. */
export const connectAmi = async (port: number, username: string, secret: string): Promise<Ami> => {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  await once(socket, 'connect');

  const events: AmiMessage[] = [];
  const waiting = new Map<string, { resolve: (message: AmiMessage) => void; reject: (error: Error) => void }>();
  const lists = new Map<string, { rows: AmiMessage[]; done: (rows: AmiMessage[]) => void }>();
  const watchers = new Set<(event: AmiMessage) => void>();
  let nextId = 1;
  let rest = '';
  let greeted = false;

  const take = (message: AmiMessage): void => {
    const id = message.ActionID;
    if (message.Response && id) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (message.Response === 'Error') asked?.reject(new Error(`the PBX refused: ${message.Message ?? ''}`));
      else asked?.resolve(message);
      return;
    }
    const list = id ? lists.get(id) : undefined;
    if (id && list) {
      if (message.EventList !== 'Complete') list.rows.push(message);
      else {
        lists.delete(id);
        list.done(list.rows);
      }
      return;
    }
    if (!message.Event) return;
    events.push(message);
    for (const watcher of watchers) watcher(message);
  };

  socket.on('data', (text: string) => {
    rest += text;
    if (!greeted) {
      const end = rest.indexOf('\r\n');
      if (end < 0) return;
      greeted = true;
      rest = rest.slice(end + 2);
    }
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      const block = rest.slice(0, end);
      rest = rest.slice(end + 4);
      take(parse(block));
    }
  });
  const fail = (why: string): void => {
    for (const asked of waiting.values()) asked.reject(new Error(why));
    waiting.clear();
  };
  socket.on('error', (error) => fail(`manager connection: ${error.message}`));
  socket.on('close', () => fail('manager connection closed'));

  const act = (action: string, fields: Readonly<Record<string, string>> = {}, id = `t${nextId++}`): Promise<AmiMessage> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      socket.write(write({ Action: action, ActionID: id, ...fields }));
    });

  await act('Login', { Username: username, Secret: secret });
  return {
    act: (action, fields) => act(action, fields),
    list: async (action, fields) => {
      const id = `t${nextId++}`;
      const rows = new Promise<AmiMessage[]>((done) => lists.set(id, { rows: [], done }));
      await act(action, fields, id);
      return rows;
    },
    events: () => events,
    event: (what, fits, limitMs = 10_000, from = 0) => {
      const seen = events.slice(from).find(fits);
      if (seen) return Promise.resolve(seen);
      return new Promise((resolve, reject) => {
        const watcher = (event: AmiMessage): void => {
          if (!fits(event)) return;
          clearTimeout(timer);
          watchers.delete(watcher);
          resolve(event);
        };
        const timer = setTimeout(() => {
          watchers.delete(watcher);
          reject(new Error(`waited ${limitMs} ms in vain for the PBX to tell: ${what}`));
        }, limitMs);
        watchers.add(watcher);
      });
    },
    close: () => socket.destroy(),
  };
};
