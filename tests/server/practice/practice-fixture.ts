import { fileURLToPath } from 'node:url';
import { createDialPlan } from '#server/practice/dial-plan.ts';
import { createExchange } from '#server/practice/exchange.ts';
import { createPacer } from '#server/practice/media/pacer.ts';
import { type PracticeServer, startPracticeServer } from '#server/practice/practice-server.ts';
import { type CallReport, PracticeReport } from '#server/practice/report.ts';
import { loadVoices } from '#server/practice/talk/voices.ts';

const sounds = fileURLToPath(new URL('../../../assets/sounds/practice', import.meta.url));
const token = 'test-token-0123456789';

export type Practice = PracticeServer & {
  readonly reports: () => Promise<CallReport[]>;
  /** Resolves with the first report that fits. */
  readonly until: (fits: (report: CallReport) => boolean) => Promise<CallReport>;
};

/** timeScale shortens the waits of the exchange (ringing, giving up a seat that is gone), not the talk. */
export async function startPractice(firstRingMs = 0, timeScale = 1): Promise<Practice> {
  let lastId = 0;
  const exchange = createExchange({
    route: createDialPlan(),
    voices: await loadVoices(sounds),
    pacer: createPacer({ monotonicMs: () => performance.now() }),
    nowMs: () => Date.now(),
    random: () => 0.5,
    newId: () => {
      lastId += 1;
      return `call-${lastId}`;
    },
    after: (ms, run) => {
      const timer = setTimeout(run, ms * timeScale);
      return () => clearTimeout(timer);
    },
    firstRingMs,
    log: () => undefined,
  });
  const server = await startPracticeServer({ exchange, port: 0, token });
  const reports = async (): Promise<CallReport[]> => {
    const response = await fetch(`${server.url.replace('ws:', 'http:')}/report`);
    return PracticeReport.parse(await response.json()).calls;
  };
  return {
    ...server,
    reports,
    until: async (fits) => {
      for (;;) {
        const found = (await reports()).find(fits);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}
