import type { z } from 'zod';
import { CentreError } from '#shared/sync/wire.ts';
import type { CentreHttp } from './http.ts';
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

const trouble = (kind: Trouble['kind'], code: string, status = 0, retryAfterMs: number | null = null): Asked<never> => ({
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

/** One request with a token; a token that is refused is refreshed once. The answer is parsed by `schema`. */
export async function askCentre<T>(
  http: CentreHttp,
  session: Session,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
): Promise<Asked<T>> {
  for (let attempt = 0; ; attempt++) {
    const token = await tokenFor(session);
    if (!token.ok) return token;
    const reply = await http.post(path, body, token.value);
    if (!reply.ok) return trouble('unreachable', 'unreachable');
    const { status, retryAfterMs } = reply.value;
    if (status === 401 && attempt === 0) {
      session.refused();
      continue;
    }
    if (status === 200) {
      const parsed = schema.safeParse(reply.value.body);
      return parsed.success ? { ok: true, value: parsed.data } : trouble('server-error', 'not-a-centre', status);
    }
    const error = CentreError.safeParse(reply.value.body);
    const code = error.success ? error.data.error.code : '';
    if (status === 401) return trouble('signed-out', 'expired', status);
    return trouble(status >= 500 || status === 429 ? 'server-error' : 'refused', code, status, retryAfterMs);
  }
}
