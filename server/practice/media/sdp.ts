/**
 * Takes telephone-event/48000 out of what a browser says: werift would agree to it, and each digit would last 600 ms.
 * telephone-event/8000 stays.
 */
export function withoutWideDigits(sdp: string): string {
  const wide = new Set([...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event\/(?!8000\b)\d+/gim)].map((match) => match[1]));
  if (wide.size === 0) return sdp;
  return sdp
    .split('\r\n')
    .filter((line) => !wide.has(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1]))
    .map((line) => (line.startsWith('m=audio ') ? withoutPayloads(line, wide) : line))
    .join('\r\n');
}

function withoutPayloads(line: string, unwanted: ReadonlySet<string | undefined>): string {
  const [media, port, profile, ...payloads] = line.split(' ');
  return [media, port, profile, ...payloads.filter((payload) => !unwanted.has(payload))].join(' ');
}
