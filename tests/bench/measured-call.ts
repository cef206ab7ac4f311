import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asterisk } from '#tests/pbx/harness/asterisk.ts';
import { startSipp } from '#tests/pbx/harness/sipp.ts';
import { epochMs } from './sip-recorder.ts';

export type MeasuredCall = {
  /** The callee was told to answer. */
  readonly pressedMs: number;
  /** The 200 OK reached the caller. */
  readonly okMs: number;
  /** The first packet of the callee's voice reached the caller. */
  readonly audioMs: number;
};

/**
 * One sipp call through the PBX. The caller sends a µ-law tone as soon as the first packet of the callee has come,
 * so audio flows both ways. `press` waits for the ring, has the callee answer, and says when it did.
 */
export async function measuredCall(
  asterisk: Asterisk,
  number: string,
  callerNumber: string,
  press: () => Promise<number>,
): Promise<MeasuredCall> {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-call-'));
  const socket = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, asterisk.lineAddress, done));
  let audioMs = 0;
  let sender: NodeJS.Timeout | undefined;
  socket.on('message', (packet, { port, address }) => {
    if (packet.length < 12 || packet.readUInt8(0) >> 6 !== 2) return;
    if (audioMs === 0) {
      audioMs = epochMs();
      sender = sendTone((rtp) => socket.send(rtp, port, address));
    }
  });
  const messageFile = join(folder, 'messages.log');
  try {
    const caller = await startSipp({
      sipPort: asterisk.sipPort,
      fromAddress: asterisk.lineAddress,
      number,
      callerNumber,
      calls: 1,
      perSecond: 1,
      atOnce: 1,
      talkMs: 1200,
      story: 'answered',
      mediaPort: socket.address().port,
      messageFile,
    });
    const pressedMs = await press().catch(async (cause: unknown) => {
      await caller.stop();
      throw cause;
    });
    const { successful, errors } = await caller.result;
    if (successful !== 1) throw new Error(`the call to ${number} failed: ${errors}`);
    if (audioMs === 0) throw new Error(`no audio came from ${number}`);
    return { pressedMs, okMs: firstOk(readFileSync(messageFile, 'utf8')), audioMs };
  } finally {
    clearInterval(sender);
    socket.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** RTP of a steady µ-law pattern every 20 ms (RFC 3551 PT 0). */
function sendTone(send: (packet: Buffer) => void): NodeJS.Timeout {
  const packet = Buffer.alloc(172);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt32BE(0x4e480001, 8);
  for (let i = 12; i < 172; i++) packet.writeUInt8(i % 8 < 4 ? 0x90 : 0x10, i);
  let sequence = 0;
  return setInterval(() => {
    packet.writeUInt16BE(sequence & 0xffff, 2);
    packet.writeUInt32BE((sequence * 160) >>> 0, 4);
    sequence += 1;
    send(packet);
  }, 20);
}

/** sipp's message log, times in UTC: when the 200 to the INVITE came in. */
function firstOk(log: string): number {
  const blocks = log.split(/^-{20,} /m);
  const block = blocks.find((text) => /received/.test(text) && /SIP\/2\.0 200/.test(text) && /^CSeq:\s*\d+ INVITE/im.test(text));
  const stamp = block && /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)\.(\d{3})(\d{0,3})/.exec(block);
  if (!stamp) throw new Error(`no 200 OK in sipp's messages: ${log.slice(0, 300)}`);
  return Date.parse(`${stamp[1]}T${stamp[2]}.${stamp[3]}Z`) + Number(`0.${stamp[4] || 0}`);
}
