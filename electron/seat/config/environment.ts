import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/result.ts';
import { explain } from './connection.ts';

const text = z.string().default('');

/** How much is logged; `info` where the variable says nothing, or nonsense, which is refused when all of it is read. */
const LogLevel = z.enum(['debug', 'info', 'warn', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

export function readLogLevel(environment: Record<string, string | undefined>): LogLevel {
  return LogLevel.catch('info').parse(environment.NINHAO_LOG);
}

/** What the environment may say to a seat. Everything is optional but the data folder. */
export const SeatEnvironment = z.object({
  NINHAO_SEAT_DATA: z.string().min(1),
  /** 0 or absent: any free port. */
  NINHAO_SEAT_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  NINHAO_CENTRE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  NINHAO_AGENT: z.string().max(16).default(''),
  NINHAO_AGENT_PASSWORD: text,
  NINHAO_PBX_URL: z.union([z.literal(''), z.url({ protocol: /^wss?$/ })]).default(''),
  NINHAO_SIP_USER: text,
  NINHAO_SIP_DOMAIN: text,
  NINHAO_SIP_PASSWORD: text,
  NINHAO_PBX_CA: text,
  /** Where the built pages are, if not beside the program. */
  NINHAO_PAGES: text,
  NINHAO_PARENT: text,
  NINHAO_LOG: LogLevel.default('info'),
});
export type SeatEnvironment = z.infer<typeof SeatEnvironment>;

/** Refusal `bad-config` names the variable. */
export function readEnvironment(environment: Record<string, string | undefined>): Result<SeatEnvironment, 'bad-config'> {
  const parsed = SeatEnvironment.safeParse(environment);
  return parsed.success ? ok(parsed.data) : refuse('bad-config', `environment: ${explain(parsed.error)}`);
}
