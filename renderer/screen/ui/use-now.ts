import { useSyncExternalStore } from 'react';

/** One timer for all clocks of the screen, on the whole second; it runs only while a clock is drawn. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;

function tick(): void {
  for (const listener of [...listeners]) listener();
  timer = setTimeout(tick, 1000 - (Date.now() % 1000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setTimeout(tick, 1000 - (Date.now() % 1000));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearTimeout(timer);
      timer = null;
    }
  };
}

const second = (): number => Math.floor(Date.now() / 1000) * 1000;

/** The present moment, ms since 1970, by whole seconds. Use it in the smallest component that shows a time. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, second);
}
