import { useEffect, useState } from 'react';

/** A wait shorter than this shows nothing, ms: nothing on the screen flickers. */
const unnoticedMs = 300;

/** True once something has been true for 300 ms. */
export function useIsLong(isTrue: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isTrue) {
      setIsLong(false);
      return;
    }
    const timer = setTimeout(() => setIsLong(true), unnoticedMs);
    return () => clearTimeout(timer);
  }, [isTrue]);
  return isLong;
}
