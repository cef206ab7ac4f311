import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

export type Passed = {
  /** ms since 1970, below a millisecond. */
  readonly atMs: number;
  readonly from: 'seat' | 'pbx';
  /** Request line or status line. */
  readonly start: string;
  readonly method: string;
};

export type SipRecorder = {
  readonly url: string;
  readonly passed: readonly Passed[];
  readonly close: () => Promise<void>;
};

export const epochMs = (): number => performance.timeOrigin + performance.now();

/** Stands between seat and PBX on loopback and notes when each SIP message passes; changes nothing. */
export async function recordSip(pbxUrl: string): Promise<SipRecorder> {
  const passed: Passed[] = [];
  const note = (from: Passed['from'], data: string): void => {
    const start = data.slice(0, data.indexOf('\r\n'));
    passed.push({ atMs: epochMs(), from, start, method: /^CSeq:\s*\d+\s+(\S+)/im.exec(data)?.[1] ?? '' });
  };
  const http = createServer();
  const server = new WebSocketServer({ server: http, handleProtocols: () => 'sip' });
  server.on('connection', (seat) => {
    const pbx = new WebSocket(pbxUrl, 'sip');
    const early: string[] = [];
    pbx.on('open', () => {
      for (const text of early.splice(0)) pbx.send(text);
    });
    seat.on('message', (data) => {
      const text = String(data);
      note('seat', text);
      if (pbx.readyState === WebSocket.OPEN) pbx.send(text);
      else early.push(text);
    });
    pbx.on('message', (data) => {
      const text = String(data);
      note('pbx', text);
      seat.send(text);
    });
    seat.on('close', () => pbx.close());
    pbx.on('close', () => seat.close());
    pbx.on('error', () => seat.close());
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the recorder has no port');
  return {
    url: `ws://127.0.0.1:${address.port}/ws`,
    passed,
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((done) => http.close(done));
    },
  };
}
