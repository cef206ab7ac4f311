import { useEffect, useState } from 'react';

/** A wait shorter than this shows nothing, ms. */
const unnoticedMs = 300;

/** True while something waited for is not there after 300 ms. */
export function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      setIsLate(false);
      return;
    }
    const timer = setTimeout(() => setIsLate(true), unnoticedMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}
