/** Closes an exhaustive switch: fails to compile when a case is missing, throws if bad data got past a border. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
