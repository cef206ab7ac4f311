/** The outcome of something that may be refused. Codes are literals; the screen maps them to sentences. */
export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: Code; readonly detail?: string | undefined } };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<Code extends string>(
  code: Code,
  detail?: string,
): { readonly ok: false; readonly error: { readonly code: Code; readonly detail?: string } } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}
