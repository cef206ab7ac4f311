import { mkdirSync } from 'node:fs';
import type { Config } from './config.ts';
import { openDatabase } from './db/database.ts';
import { openEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createApp } from './http/app.ts';
import { createAccessTokens, tokenSecret } from './identity/access-token.ts';
import type { Logger } from './log.ts';
import { loadSample } from './sample/load.ts';
import { sampleBrand } from './sample/people.ts';
import { createHints } from './sync/hints.ts';

export type Centre = { readonly url: string; readonly close: () => Promise<void> };

type CentreOptions = {
  readonly config: Config;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly signInsPerMinute?: number;
};

/** Of one address: a shift of 200 people behind one router signs in within its first minute. Guessing is held up by the lock. */
const signInsPerMinute = 300;

/** Runs what it is given in turn, whatever one of them throws, and throws the first error at the end. */
async function closeAll(steps: readonly (() => Promise<unknown>)[], log: Logger): Promise<void> {
  for (const step of steps) await step().catch((error: Error) => log.error({ event: 'close-failed', reason: error.message }));
}

/** The whole centre: database, migrations, sample, HTTP. Throws, with everything closed again, when a part does not start. */
export async function startCentre({ config, log, nowMs, ...options }: CentreOptions): Promise<Centre> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    mkdirSync(config.NINHAO_DATA, { recursive: true });
    let url = config.DATABASE_URL;
    if (url === undefined) {
      const embedded = await openEmbedded(config.NINHAO_DATA, log);
      closing.unshift(embedded.close);
      url = embedded.url;
    }
    const db = openDatabase(url, log);
    closing.unshift(db.close);
    await migrate(db, log);
    if (config.NINHAO_SAMPLE === '1') await loadSample(db, nowMs(), log);
    const hints = createHints(db, log);
    closing.unshift(hints.close);
    const tokens = createAccessTokens(tokenSecret(config.NINHAO_DATA, config.NINHAO_TOKEN_SECRET));
    const app = await createApp({
      db,
      tokens,
      hints,
      nowMs,
      log,
      brand: sampleBrand,
      practiceUrl: config.NINHAO_PRACTICE_URL ?? null,
      signInsPerMinute: options.signInsPerMinute ?? signInsPerMinute,
      isReady: async () => {
        const answered = await db.ask('SELECT 1').catch(() => []);
        return answered.length === 1;
      },
    });
    closing.unshift(() => app.close());
    const address = await app.listen({ host: config.NINHAO_CENTRE_HOST, port: config.NINHAO_CENTRE_PORT });
    return { url: address, close: () => closeAll(closing, log) };
  } catch (error) {
    await closeAll(closing, log);
    throw error;
  }
}
