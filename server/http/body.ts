import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** The body as its schema says, or a refusal that names the fields that are wrong, never their values. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`);
  throw new Refusal(400, 'bad-request', fields.join('; '));
}
