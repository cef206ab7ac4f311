import { useCallback, useEffect, useState } from 'react';
import type { PlacedTicket } from '#shared/ticket/ticket.ts';
import type { ScreenRefusal, SeatEvent } from '../../bridge/port.ts';
import { useLink, useSeatEvent } from '../../stores/seat-context.ts';
import { useRequest } from '../../stores/use-ask.ts';

export type TicketList = {
  /** null until the first answer. */
  readonly tickets: readonly PlacedTicket[] | null;
  readonly refusal: ScreenRefusal | null;
  readonly again: () => void;
};

/** Tickets of this seat that fit the text, newest first; read again whenever the seat says they changed or the link is back. */
export function useTickets(limit: number, text = ''): TicketList {
  const request = useRequest();
  const link = useLink();
  const [tickets, setTickets] = useState<readonly PlacedTicket[] | null>(null);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);

  useSeatEvent(
    useCallback(
      (event: SeatEvent) => {
        if (event.name === 'changed' && event.payload.what === 'tickets') again();
      },
      [again],
    ),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round or an opened link asks again with the same question
  useEffect(() => {
    let isCurrent = true;
    const wanted = text.trim();
    void request('ticket.list', wanted === '' ? { limit } : { limit, text: wanted }).then((reply) => {
      if (!isCurrent) return;
      setRefusal(reply.ok ? null : reply.error.code);
      if (reply.ok) setTickets(reply.value.tickets);
    });
    return () => {
      isCurrent = false;
    };
  }, [request, limit, text, round, link]);

  return { tickets, refusal, again };
}
