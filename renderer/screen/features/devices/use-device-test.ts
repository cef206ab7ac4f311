import { useCallback, useEffect, useRef, useState } from 'react';
import { useAsk, useRequest } from '../../stores/use-ask.ts';

export type Tested = 'microphone' | 'ring' | 'speaker';
export type DeviceTest = {
  readonly running: Tested | null;
  readonly start: (what: Tested) => void;
  readonly stop: () => void;
};

/** A test nobody stops ends by itself after this, ms. */
const longestMs = 20_000;

/** At most one test runs; starting another ends the first. */
export function useDeviceTest(): DeviceTest {
  const ask = useAsk();
  const [running, setRunning] = useState<Tested | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const clear = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  }, []);
  const request = useRequest();
  const isRunning = useRef(false);
  // Whoever leaves the page leaves no sound running.
  useEffect(
    () => () => {
      clear();
      if (isRunning.current) void request('devices.test', { what: 'stop' });
    },
    [clear, request],
  );

  const stop = useCallback(() => {
    clear();
    setRunning(null);
    isRunning.current = false;
    void ask('devices.test', { what: 'stop' });
  }, [ask, clear]);

  const start = useCallback(
    (what: Tested) => {
      clear();
      setRunning(what);
      isRunning.current = true;
      void ask('devices.test', { what }).then((reply) => {
        if (!reply.ok) setRunning(null);
        else timer.current = setTimeout(stop, longestMs);
      });
    },
    [ask, clear, stop],
  );
  return { running, start, stop };
}
