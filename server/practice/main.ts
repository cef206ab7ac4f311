import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { createDialPlan } from './dial-plan.ts';
import { createExchange } from './exchange.ts';
import { createPacer } from './media/pacer.ts';
import { warmVoice } from './media/voice-line.ts';
import { startPracticeServer } from './practice-server.ts';
import { loadVoices } from './talk/voices.ts';

const Environment = z.object({
  NINHAO_PRACTICE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  NINHAO_PRACTICE_TOKEN: z
    .string()
    .regex(/^[\w-]{16,200}$/)
    .optional(),
  /** The first customer rings this long after a seat registers, ms; 0: only on request. */
  NINHAO_PRACTICE_FIRST_RING_MS: z.coerce.number().int().min(0).default(10_000),
  NINHAO_PARENT: z.string().optional(),
});

const log = pino({ name: 'practice' }, pino.destination(2));
const environment = Environment.parse(process.env);
const sounds = fileURLToPath(new URL('../../assets/sounds/practice', import.meta.url));

const voices = await loadVoices(sounds);
await warmVoice();
const exchange = createExchange({
  route: createDialPlan(),
  voices,
  pacer: createPacer({ monotonicMs: () => performance.now() }),
  nowMs: () => Date.now(),
  random: () => Math.random(),
  newId,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  firstRingMs: environment.NINHAO_PRACTICE_FIRST_RING_MS,
  log: (event, fields) => log.info(fields, event),
});
const server = await startPracticeServer({
  exchange,
  port: environment.NINHAO_PRACTICE_PORT,
  token: environment.NINHAO_PRACTICE_TOKEN ?? randomBytes(24).toString('base64url'),
});
process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);

const stop = (): void => {
  // Whatever werift still holds open must not keep the launcher waiting.
  setTimeout(() => process.exit(0), 1500).unref();
  void server.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (environment.NINHAO_PARENT === '1') process.stdin.once('end', stop).once('error', stop).resume();
