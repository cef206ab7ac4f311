import { Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerPanel } from '../features/customer/customer-panel.tsx';
import { ScriptPanel } from '../features/script/script-panel.tsx';
import { DayBoard } from '../features/status/day-board.tsx';
import { Readiness } from '../features/status/readiness.tsx';
import { deskCallId, deskOf } from '../stores/call-focus.ts';
import { useSeat } from '../stores/seat-context.ts';
import { useScreen, useScreenActions } from '../stores/use-screen.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Panel } from '../ui/panel.tsx';
import { TicketPanel } from './lazy-parts.ts';

/** Customer, words, ticket, side by side. Stays mounted on every page, so that a ringing call has only to fill it. */
type WorkbenchProps = { readonly saveKey: string; readonly onEnd: () => void };

export function Workbench({ saveKey, onEnd }: WorkbenchProps) {
  const chosen = useScreen((view) => view.chosenCallId);
  const callId = useSeat((state) => {
    const id = deskCallId(state.calls, chosen);
    return deskOf(state.desks, id) ? id : null;
  });
  const saveAsked = useScreen((view) => view.saveAsked);
  // The form is the heaviest part and nobody types before the first ring: card and sentence are drawn first.
  const ticketCallId = useDeferredValue(callId);
  const { openDial } = useScreenActions();
  const { t } = useTranslation('layout');
  return (
    <>
      <ErrorBoundary name="customer">
        {callId === null ? <Readiness /> : <CustomerPanel callId={callId} onDial={openDial} />}
      </ErrorBoundary>
      <ErrorBoundary name="script">{callId === null ? <DayBoard /> : <ScriptPanel callId={callId} />}</ErrorBoundary>
      <ErrorBoundary name="ticket">
        <Suspense fallback={<Panel label={t('ticketPlace')}>{null}</Panel>}>
          <TicketPanel callId={ticketCallId} onEnd={onEnd} saveAsked={saveAsked} saveKey={saveKey} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
