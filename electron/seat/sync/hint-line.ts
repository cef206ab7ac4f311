import type { Clock, Random } from '../ports.ts';
import type { CentreHttp } from './http.ts';
import { hintRetryMs } from './pace.ts';
import type { Session } from './session.ts';

export type HintLine = {
  readonly isOpen: () => boolean;
  /** Opens it, and from now on again and again whenever it is lost. */
  readonly keep: () => void;
  /** Lets it go until `keep`. */
  readonly stop: () => void;
};

/**
 * The WebSocket on which the centre says that there is something new. It is tried at a quicker pace than the exchange itself, so that
 * a seat hears soon that a centre is back after a long outage.
 */
export function createHintLine(options: {
  readonly http: CentreHttp;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: Random;
  /** The centre is there. */
  readonly onOpen: () => void;
  readonly onHint: () => void;
  readonly onLost: () => void;
}): HintLine {
  const { http, session, clock, random } = options;
  let kept = false;
  let isOpen = false;
  let opening = false;
  let letGo: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  let failures = 0;

  const retry = (): void => {
    if (!kept || cancelRetry !== null) return;
    cancelRetry = clock.after(hintRetryMs(failures, random), () => {
      cancelRetry = null;
      void open();
    });
    failures += 1;
  };

  const listen = (token: string): void => {
    letGo = http.hints(token, {
      onOpen: () => {
        isOpen = true;
        failures = 0;
        options.onOpen();
      },
      onHint: options.onHint,
      onClose: () => {
        const wasOpen = isOpen;
        isOpen = false;
        letGo = null;
        retry();
        if (wasOpen && kept) options.onLost();
      },
    });
  };

  const open = async (): Promise<void> => {
    if (!kept || opening || letGo !== null) return;
    opening = true;
    const token = await session.accessToken();
    opening = false;
    if (!kept) return;
    if (token.ok) listen(token.value);
    // A sign-in that is over is a matter of the exchange, which keeps this line again after the next one.
    else if (token.error.code === 'unreachable' || token.error.code === 'server-error') retry();
    else kept = false;
  };

  return {
    isOpen: () => isOpen,
    keep: () => {
      kept = true;
      if (cancelRetry === null) void open();
    },
    stop: () => {
      kept = false;
      isOpen = false;
      cancelRetry?.();
      cancelRetry = null;
      letGo?.();
      letGo = null;
    },
  };
}
