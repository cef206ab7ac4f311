import { useCallback, useEffect, useState } from 'react';
import type { CallLogEntry } from '#shared/bridge/requests.ts';
import type { ScreenRefusal, SeatEvent } from '../../bridge/port.ts';
import { useLink, useSeatEvent } from '../../stores/seat-context.ts';
import { useRequest } from '../../stores/use-ask.ts';

const pageSize = 50;
/** As many as one request may ask for (shared/bridge/requests.ts). */
const mostAtOnce = 200;

export type CallLog = {
  /** null until the first answer. */
  readonly calls: readonly CallLogEntry[] | null;
  readonly refusal: ScreenRefusal | null;
  readonly mayHaveMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
};

/** Later entries win: a call that was read again replaces its older line; newest first. */
function joined(lists: readonly (readonly CallLogEntry[])[]): CallLogEntry[] {
  const byId = new Map(lists.flat().map((call) => [call.id, call]));
  return [...byId.values()].sort((one, other) => other.offeredAtMs - one.offeredAtMs);
}

/** The seat's call list, read again whenever the seat says it changed or the link is back. */
export function useCallLog(missedOnly: boolean): CallLog {
  const request = useRequest();
  const link = useLink();
  const [calls, setCalls] = useState<readonly CallLogEntry[] | null>(null);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);
  const [mayHaveMore, setMayHaveMore] = useState(false);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);

  useSeatEvent(useCallback((event: SeatEvent) => event.name === 'changed' && event.payload.what === 'calls' && again(), [again]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round or an opened link asks again with the same question
  useEffect(() => {
    let isCurrent = true;
    void request('log.calls', { limit: pageSize, missedOnly }).then((reply) => {
      if (!isCurrent) return;
      setRefusal(reply.ok ? null : reply.error.code);
      if (!reply.ok) return;
      setCalls((before) => (round === 0 ? reply.value.calls : joined([before ?? [], reply.value.calls])));
      setMayHaveMore((before) => (round === 0 ? reply.value.calls.length === pageSize : before));
    });
    return () => {
      isCurrent = false;
    };
  }, [request, missedOnly, round, link]);

  const more = useCallback(() => {
    const oldest = calls?.at(-1);
    if (!oldest) return;
    void request('log.calls', { limit: mostAtOnce, beforeMs: oldest.offeredAtMs, missedOnly }).then((reply) => {
      setRefusal(reply.ok ? null : reply.error.code);
      if (!reply.ok) return;
      setCalls((before) => joined([before ?? [], reply.value.calls]));
      setMayHaveMore(reply.value.calls.length === mostAtOnce);
    });
  }, [request, calls, missedOnly]);

  return { calls, refusal, mayHaveMore, more, again };
}
