import type { CentreHttp } from '#electron/seat/sync/http.ts';
import { ok, refuse } from '#shared/result.ts';
import type { Centre } from './centre.ts';
import type { Dice } from './random.ts';
import type { Time } from './time.ts';

const timeoutMs = 20_000;

/** What a seat's requests go through: lost on the way there or back, late, doubled, and overtaken by others. `bad`: 0 … 1. */
export function badNetwork(time: Time, dice: Dice, centre: Centre, bad: () => number) {
  const lateMs = (): number => (dice.chance(0.05 * bad()) ? dice.below(30_000) : 1 + dice.below(80));
  return (alive: () => boolean, connected: () => boolean): CentreHttp => {
    let closed = false;
    const here = (): boolean => alive() && !closed;
    return {
      post: (path, body, accessToken) =>
        new Promise((done) => {
          const text = JSON.stringify(body);
          let over = false;
          const finish = (result: Awaited<ReturnType<CentreHttp['post']>>): void => {
            if (over || !alive()) return;
            over = true;
            stop();
            done(result);
          };
          const stop = time.after(timeoutMs, () => finish(refuse('unreachable')));
          const copies = dice.chance(0.08 * bad()) ? 2 : 1;
          for (let copy = 0; copy < copies; copy++) {
            if (!connected() || dice.chance(0.1 * bad())) continue;
            time.after(lateMs(), async () => {
              const reply = await centre.answer(path, JSON.parse(text), accessToken);
              if (reply === null) {
                if (dice.chance(0.5)) time.after(lateMs(), () => finish(refuse('unreachable')));
              } else if (connected() && !dice.chance(0.1 * bad())) time.after(lateMs(), () => finish(ok(reply)));
            });
          }
        }),
      hints: (_token, listener) => {
        const stop = centre.listen(listener, () => here() && connected() && !dice.chance(0.2 * bad()));
        time.after(5, () => (here() ? listener.onOpen() : undefined));
        return stop;
      },
      close: () => {
        closed = true;
      },
    };
  };
}
