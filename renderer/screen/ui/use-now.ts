import { useCallback, useSyncExternalStore } from 'react';

/**
 * The present moment, ms since 1970, in whole seconds from `anchorMs`: a clock that counts from a moment (or down to it) turns
 * exactly when its own second is full. Use it in the smallest component that shows a time; each has one timer while it is drawn.
 */
export function useNow(anchorMs = 0): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        const into = (((Date.now() - anchorMs) % 1000) + 1000) % 1000;
        timer = setTimeout(() => {
          listener();
          wait();
        }, 1000 - into);
      };
      wait();
      return () => clearTimeout(timer);
    },
    [anchorMs],
  );
  return useSyncExternalStore(subscribe, () => anchorMs + Math.floor((Date.now() - anchorMs) / 1000) * 1000);
}
