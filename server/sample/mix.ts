/** A well-mixed 32-bit number of two numbers: the same on every machine, so that sample data never changes under a test. */
export function mix(index: number, salt: number): number {
  let x = (Math.imul(index ^ 0x9e37_79b9, 0x85eb_ca6b) + Math.imul(salt + 1, 0xc2b2_ae35)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb_352d);
  x = Math.imul(x ^ (x >>> 15), 0x846c_a68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** One of a list, chosen by a mixed number. The list must not be empty. */
export function pick<T>(list: readonly T[], mixed: number): T {
  const chosen = list[mixed % list.length];
  if (chosen === undefined) throw new Error('pick needs a list that is not empty');
  return chosen;
}
