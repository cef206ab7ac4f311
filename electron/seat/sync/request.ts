import type { z } from 'zod';
import { CentreError } from '#shared/sync/wire.ts';
import type { CentreHttp } from './http.ts';
import { parseJson } from './json.ts';
import type { Session } from './session.ts';

/** Why a request came to nothing, and how long the centre asks to be left alone. */
export type Trouble = {
  readonly kind: 'unreachable' | 'signed-out' | 'refused' | 'server-error';
  /** The centre's own code where it gave one. */
  readonly code: string;
  readonly status: number;
  readonly retryAfterMs: number | null;
};

export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

type Failed = Extract<Asked<never>, { ok: false }>;

const trouble = (kind: Trouble['kind'], code: string, status = 0, retryAfterMs: number | null = null): Failed => ({
  ok: false,
  trouble: { kind, code, status, retryAfterMs },
});

async function tokenFor(session: Session): Promise<Asked<string>> {
  const token = await session.accessToken();
  if (token.ok) return { ok: true, value: token.value };
  const { code } = token.error;
  const kind = code === 'unreachable' || code === 'server-error' ? code : 'signed-out';
  return trouble(kind, code);
}

/** One request with a token; a token that is refused is refreshed once. Gives the text of a 200. */
export async function askForText(http: CentreHttp, session: Session, path: string, body: unknown): Promise<Asked<string>> {
  for (let attempt = 0; ; attempt++) {
    const token = await tokenFor(session);
    if (!token.ok) return token;
    const reply = await http.post(path, body, token.value);
    if (!reply.ok) return trouble('unreachable', 'unreachable');
    const { status, text, retryAfterMs } = reply.value;
    if (status === 200) return { ok: true, value: text };
    if (status === 401 && attempt === 0) {
      session.refused();
      continue;
    }
    if (status === 401) return trouble('signed-out', 'expired', status);
    const error = CentreError.safeParse(parseJson(text));
    const code = error.success ? error.data.error.code : '';
    return trouble(status >= 500 || status === 429 ? 'server-error' : 'refused', code, status, retryAfterMs);
  }
}

/** The same, with the answer parsed by `schema`. */
export async function askCentre<T>(
  http: CentreHttp,
  session: Session,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
): Promise<Asked<T>> {
  const asked = await askForText(http, session, path, body);
  if (!asked.ok) return asked;
  const parsed = schema.safeParse(parseJson(asked.value));
  return parsed.success ? { ok: true, value: parsed.data } : notACentre;
}

/** A 200 of something that is no centre. */
export const notACentre = trouble('server-error', 'not-a-centre', 200);
