import { useEffect, useState } from 'react';
import { useRequest } from '../../stores/use-ask.ts';

export type RecentNumber = { readonly number: string; readonly name: string };

const looked = 30;
const shown = 5;

/** The last few numbers that this seat talked with, without the customer on the line. Empty when the log cannot be read. */
export function useRecent(exceptNumber: string): readonly RecentNumber[] {
  const request = useRequest();
  const [recent, setRecent] = useState<readonly RecentNumber[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void request('log.calls', { limit: looked }).then((reply) => {
      if (!isCurrent || !reply.ok) return;
      const byNumber = new Map<string, RecentNumber>();
      for (const { party, customerName } of reply.value.calls) {
        if (party.number === '' || party.number === exceptNumber || byNumber.has(party.number)) continue;
        byNumber.set(party.number, { number: party.number, name: customerName ?? party.displayName });
      }
      setRecent([...byNumber.values()].slice(0, shown));
    });
    return () => {
      isCurrent = false;
    };
  }, [request, exceptNumber]);
  return recent;
}
