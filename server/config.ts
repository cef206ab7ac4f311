import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const text = z.string().trim().min(1).optional();

const Environment = z.object({
  /** Folder for everything the centre keeps; made when missing. */
  NINHAO_DATA: z
    .string()
    .trim()
    .min(1)
    .default(join(homedir(), '.ninhao', 'centre')),
  /** 0: any free port. */
  NINHAO_CENTRE_PORT: z.coerce.number().int().min(0).max(65_535).default(7080),
  /** 127.0.0.1 unless a balancer or other machines are to reach the centre. */
  NINHAO_CENTRE_HOST: z.string().trim().min(1).default('127.0.0.1'),
  /** A PostgreSQL of your own, 15 or newer; else the embedded one is started. */
  DATABASE_URL: text,
  /** 1: the sample water company. */
  NINHAO_SAMPLE: z.enum(['0', '1']).default('0'),
  /** WebSocket address of the practice line, handed out as the SIP account. */
  NINHAO_PRACTICE_URL: text,
  /** Signs access tokens; the same on every instance of one centre. Else made and kept in the data folder. */
  NINHAO_TOKEN_SECRET: z.string().min(32).optional(),
  NINHAO_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** 1: ends when standard input closes, so that a killed launcher leaves no orphan. */
  NINHAO_PARENT: z.enum(['0', '1']).default('0'),
});

export type Config = z.infer<typeof Environment>;

/** Throws a sentence that names each wrong variable; never a value. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}
