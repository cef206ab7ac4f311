/** Numbers in [0, 1), always the same for one seed (mulberry32): a run that found something can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const oddments = [
  '\u0000',
  '\r\n',
  '\r\n\r\n',
  '\n',
  ';',
  ',',
  '<',
  '>',
  '"',
  '%',
  '%00',
  '@',
  ':',
  ' ',
  '\t',
  '=',
  '-1',
  '4294967296',
  'é',
  '您',
  '\uD800',
  'z9hG4bK',
  'tag=',
  'SIP/2.0',
  'INVITE',
  'a'.repeat(5_000),
];

/** One to four changes: cut out, put in, doubled, exchanged, or a whole line gone or moved. */
export function mutate(text: string, random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  let changed = text;
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const at = below(changed.length + 1);
    const length = below(30);
    const lines = changed.split('\r\n');
    const line = below(lines.length);
    switch (below(6)) {
      case 0:
        changed = changed.slice(0, at) + changed.slice(at + length);
        break;
      case 1:
        changed = changed.slice(0, at) + (oddments[below(oddments.length)] ?? '') + changed.slice(at);
        break;
      case 2:
        changed = changed.slice(0, at + length) + changed.slice(at);
        break;
      case 3:
        changed = changed.slice(0, at) + String.fromCharCode(below(256)) + changed.slice(at + 1);
        break;
      case 4:
        changed = lines.filter((_, index) => index !== line).join('\r\n');
        break;
      default:
        changed = [...lines.slice(line), ...lines.slice(0, line)].join('\r\n');
    }
  }
  return changed;
}
