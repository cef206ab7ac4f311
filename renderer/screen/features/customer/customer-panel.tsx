import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import { callById, deskOf } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { ChooseCustomer } from './choose-customer.tsx';
import { Contacts } from './contacts.tsx';
import { CustomerCard } from './customer-card.tsx';
import { OpenTickets } from './open-tickets.tsx';
import { OutageStrip } from './outage-strip.tsx';
import { StrangerCard } from './stranger-card.tsx';
import { usePaintMark } from './use-paint-mark.ts';
import './customer.css';

type CustomerPanelProps = { readonly callId: CallId; readonly onDial: (number: string) => void };

/** The card of one call, drawn at its first ring from what the seat has in its cache. */
export function CustomerPanel({ callId, onDial }: CustomerPanelProps) {
  const { t } = useTranslation('customer');
  const card = useSeat((state) => deskOf(state.desks, callId)?.card ?? null);
  const rings = useSeat((state) => callById(state.calls, callId)?.phase === 'ringing');
  usePaintMark(rings && card ? callId : null);
  if (!card) return <Panel label={t('panel')}>{null}</Panel>;
  return (
    <Panel label={t('panel')} testId="customer-card">
      {card.customer ? (
        <>
          <CustomerCard callId={callId} card={card} customer={card.customer} onDial={onDial} />
          {card.outage && <OutageStrip outage={card.outage} />}
          <OpenTickets tickets={card.openTickets} />
        </>
      ) : card.match === 'several' ? (
        <ChooseCustomer callId={callId} card={card} onDial={onDial} />
      ) : (
        <StrangerCard callId={callId} card={card} onDial={onDial} />
      )}
      {(card.customer || card.contacts.length > 0) && <Contacts contacts={card.contacts} total={card.contactsTotal} />}
    </Panel>
  );
}
