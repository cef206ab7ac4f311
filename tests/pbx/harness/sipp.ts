import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeUdpBlock } from './free-ports.ts';
import { type Running, run } from './process.ts';

export type SippCalls = {
  readonly sipPort: number;
  /** Source address; the PBX tells the provider's line by it. */
  readonly fromAddress: string;
  readonly number: string;
  /** The caller's own number; `[call_number]` counts. */
  readonly callerNumber: string;
  readonly displayName?: string;
  readonly calls: number;
  readonly perSecond: number;
  readonly atOnce: number;
  /** How long each call talks, ms. */
  readonly talkMs: number;
  /** answered: waits for 200, talks, hangs up. cancelled: waits for ringing, then CANCEL. refused: expects `refusedWith`. */
  readonly story: 'answered' | 'cancelled' | 'refused';
  readonly refusedWith?: number;
  /** Lines added to the INVITE, each `Name: value`. */
  readonly headers?: readonly string[];
  /** Where the caller says it takes its audio: a port that somebody else listens on. sipp's own, unless given. */
  readonly mediaPort?: number;
  /** Every message with the time it was sent or received (UTC, µs) goes to this file. */
  readonly messageFile?: string;
};

export type SippResult = { readonly successful: number; readonly failed: number; readonly errors: string };
export type SippRun = { readonly result: Promise<SippResult>; readonly stop: () => Promise<void> };

const sdp = `
      v=0
      o=caller 1 1 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 0 101
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15`;

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', '');

const request = (method: string, cseq: string, to: string, rest: string): string => `
  <send${method === 'ACK' ? '' : ' retrans="500"'}>
    <![CDATA[
      ${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: {NAME}<sip:{CALLER}@[local_ip]:[local_port]>;tag=[pid]c[call_number]
      To: <sip:[service]@[remote_ip]:[remote_port]>${to}
      Call-ID: [call_id]
      CSeq: ${cseq}
      Contact: <sip:{CALLER}@[local_ip]:[local_port]>
      Max-Forwards: 70${rest}
    ]]>
  </send>`;

const received = (code: number, isOptional: boolean): string =>
  `\n  <recv response="${code}"${isOptional ? ' optional="true"' : ''}/>`;

/** The three stories of a caller, written for sipp. */
const scenario = ({
  story,
  headers = [],
  talkMs,
  callerNumber,
  displayName = '',
  refusedWith = 404,
  mediaPort,
}: SippCalls): string => {
  const extra = headers.map((header) => `\n      ${header}`).join('');
  const invite = request(
    'INVITE',
    '1 INVITE',
    '',
    `${extra}\n      Content-Type: application/sdp\n      Content-Length: [len]\n${sdp}`,
  );
  const empty = '\n      Content-Length: 0\n';
  const bye = request('BYE', '2 BYE', '[peer_tag_param]', empty);
  /** CANCEL, and ACK of a refusal, carry the branch of the INVITE, which sipp counts back in steps of the story. RFC 3261 §9.1, §17.1.1.3. */
  const sameBranch = (method: 'ACK' | 'CANCEL', stepsBack: number): string =>
    request(method, `1 ${method}`, method === 'ACK' ? '[peer_tag_param]' : '', empty)
      .replace('[branch]', `[branch-${stepsBack}]`)
      .replace(' retrans="500"', '');
  const stories: Record<SippCalls['story'], string> = {
    answered: `${received(100, true)}${received(180, true)}${received(183, true)}
  <recv response="200"/>${request('ACK', '1 ACK', '[peer_tag_param]', empty)}
  <pause milliseconds="${talkMs}"/>${bye}${received(200, false)}`,
    cancelled: `${received(100, true)}${received(183, true)}${received(180, false)}
  <pause milliseconds="${talkMs}"/>${sameBranch('CANCEL', 5)}${received(200, false)}${received(487, false)}${sameBranch('ACK', 8)}`,
    refused: `${received(100, true)}${received(180, true)}${received(183, true)}${received(refusedWith, false)}${sameBranch('ACK', 5)}`,
  };
  return `<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="caller">${invite}${stories[story]}
</scenario>
`
    .replaceAll('[media_port]', mediaPort === undefined ? '[media_port]' : String(mediaPort))
    .replaceAll('{CALLER}', callerNumber)
    .replaceAll('{NAME}', displayName === '' ? '' : `"${escapeXml(displayName)}" `);
};

/** The last line of sipp's statistics: how many calls went as the story says. */
const readStatistics = (text: string): { successful: number; failed: number } => {
  const [head = '', ...rows] = text.trim().split('\n');
  const names = head.split(';');
  const last = rows.at(-1)?.split(';') ?? [];
  const field = (name: string): number => Number(last[names.indexOf(name)] ?? 0);
  return { successful: field('SuccessfulCall(C)'), failed: field('FailedCall(C)') };
};

/** sipp as the outside world: many callers at once through the provider's line. */
export const startSipp = async (calls: SippCalls): Promise<SippRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'nh-sipp-'));
  writeFileSync(join(folder, 'story.xml'), scenario(calls));
  const ownPort = await freeUdpBlock(2);
  const mediaPort = await freeUdpBlock(4);
  const args = ['-sf', 'story.xml', '-i', calls.fromAddress, '-p', String(ownPort), '-mp', String(mediaPort), '-s', calls.number];
  args.push('-m', String(calls.calls), '-r', String(calls.perSecond), '-l', String(calls.atOnce), '-nostdin', '-trace_err');
  args.push('-error_file', 'errors.log', '-trace_stat', '-stf', 'stat.csv', '-fd', '1', '-recv_timeout', '60000');
  if (calls.messageFile) args.push('-trace_msg', '-message_file', calls.messageFile);
  args.push(`127.0.0.1:${calls.sipPort}`);
  const running: Running = run('sipp', args, { cwd: folder, env: { TERM: 'dumb', TZ: 'UTC' }, keepLines: 40 });
  const readOr = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return '';
    }
  };
  const result = running.ended.then((code) => {
    const counted = readStatistics(readOr('stat.csv'));
    const errors = `${readOr('errors.log').slice(0, 4000)}${code === 0 ? '' : `\nsipp ended with ${code}\n${running.said()}`}`;
    rmSync(folder, { recursive: true, force: true });
    return { ...counted, errors };
  });
  return { result, stop: () => running.stop() };
};
