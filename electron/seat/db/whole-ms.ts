/** Columns of moments are whole milliseconds (STRICT tables refuse anything else); a clock may give fractions. */
export function wholeMs(ms: number): number;
export function wholeMs(ms: number | null): number | null;
export function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
