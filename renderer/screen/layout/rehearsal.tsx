import { Suspense, useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { SeatPort } from '../bridge/port.ts';
import { CustomerPanel } from '../features/customer/customer-panel.tsx';
import { ScriptPanel } from '../features/script/script-panel.tsx';
import { createScreenStore } from '../stores/screen-store.ts';
import { type Seat, SeatContext, useSeatContext } from '../stores/seat-context.ts';
import type { Levels, SeatView } from '../stores/seat-store.ts';
import { prefetchParts, TicketPanel } from './lazy-parts.ts';
import { pretendedCallId, withPretendedRing } from './pretended-ring.ts';

/** Leads nowhere: what the rehearsal asks is never heard and never answered. */
const deafPort: SeatPort = {
  request: () => new Promise(() => undefined),
  listen: () => () => undefined,
  watchLink: () => () => undefined,
  takeOver: () => undefined,
  close: () => undefined,
};

function pretend(view: SeatView): Seat | null {
  if (!view.seat || view.seat.calls.calls.length > 0) return null;
  const seat = withPretendedRing(view.seat, Date.now());
  return {
    port: deafPort,
    store: {
      view: createStore<SeatView>(() => ({ link: 'open', seat })),
      levels: createStore<Levels>(() => ({ callId: null, microphone: 0, speaker: 0 })),
      close: () => undefined,
    },
    screen: createScreenStore(),
  };
}

/**
 * Once, in the first idle moment, the three panels are laid out beside the window for a call that does not exist, and taken away again: styles
 * are made and code is compiled then, so that the first real ring is drawn as fast as the hundredth (quality.md, `screen-pop`).
 */
export function Rehearsal() {
  const { store } = useSeatContext();
  const [seat, setSeat] = useState<Seat | null>(null);
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    let isOver = false;
    let idle = 0;
    let removal: ReturnType<typeof setTimeout> | null = null;
    const rehearse = (): void => {
      setSeat(pretend(store.view.getState()));
      removal = setTimeout(() => {
        setSeat(null);
        void prefetchParts();
      }, 50);
    };
    // The form and the fields come with scripts of their own; without them only a part of the panels would be rehearsed.
    void prefetchParts(['ticketPanel', 'situationSearch', 'findCustomer']).then(() => {
      if (!isOver) idle = requestIdleCallback(rehearse, { timeout: 3000 });
    });
    return () => {
      isOver = true;
      cancelIdleCallback(idle);
      if (removal) clearTimeout(removal);
      setSeat(null);
    };
  }, [store]);
  if (!seat) return null;
  return (
    <SeatContext value={seat}>
      <div className="nh-rehearsal" inert aria-hidden="true">
        <CustomerPanel callId={pretendedCallId} onDial={() => undefined} />
        <ScriptPanel callId={pretendedCallId} />
        <Suspense fallback={null}>
          <TicketPanel callId={pretendedCallId} />
        </Suspense>
      </div>
    </SeatContext>
  );
}
