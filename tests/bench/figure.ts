/** Prints one figure in the form every bench uses: FIGURE name value unit. */
export function figure(name: string, value: number, unit: string): void {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  process.stdout.write(`FIGURE ${name} ${value.toFixed(digits)} ${unit}\n`);
}

/** The value below which `share` (0…1) of the samples lie; nearest rank, so it is one that was measured. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('a quantile of no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error(`no quantile ${share}`);
  return value;
}

/** Milliseconds that one run of `work` took. */
export function timed(work: () => void): number {
  const startedAtMs = performance.now();
  work();
  return performance.now() - startedAtMs;
}
