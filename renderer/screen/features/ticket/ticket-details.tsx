import { Alert, App, Button, Drawer, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldSpec, kindSpec } from '#shared/ticket/kinds.ts';
import type { FieldValue, PlacedTicket } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { groupedText } from '../../ui/format.ts';
import { MaskedNumber } from '../../ui/masked-number.tsx';
import { TicketClocks } from './due-line.tsx';
import { labelIn } from './form-layout.ts';
import { momentText } from './moments.ts';
import { RefusedReason } from './refused-reason.tsx';
import { placeColour } from './ticket-line.tsx';
import './tickets.css';

type TicketDetailsProps = { readonly placed: PlacedTicket | null; readonly onClose: () => void };

/** Everything on one ticket, and where it is; a refused one can be sent again from here. */
export function TicketDetails({ placed, onClose }: TicketDetailsProps) {
  const { t } = useTranslation('ticket');
  return (
    <Drawer
      open={placed !== null}
      onClose={onClose}
      size={480}
      title={placed && <span className="nh-num">{t('details.title', { number: placed.ticket.number })}</span>}
      destroyOnHidden
      data-testid="ticket-details"
    >
      {placed && <Details placed={placed} />}
    </Drawer>
  );
}

function Details({ placed }: { readonly placed: PlacedTicket }) {
  const { t, i18n } = useTranslation('ticket');
  const { openDial } = useScreenActions();
  const timeZone = useSeat((state) => state.settings.timeZone);
  const { ticket, place } = placed;
  const spec = kindSpec(ticket.kind);
  return (
    <>
      {place === 'parked' && <Parked placed={placed} />}
      <p className="nh-ticket-tags">
        <Tag color="processing" variant="filled">
          {labelIn(spec.label, i18n.language)}
        </Tag>
        <Tag>{t(`list.status.${ticket.status}`)}</Tag>
        <Tag color={placeColour[place]} variant="filled">
          {t(`list.places.${place}`)}
        </Tag>
        {ticket.priority !== 'normal' && (
          <Tag color={ticket.priority === 'urgent' ? 'error' : 'warning'} variant="filled">
            {t(`priority.${ticket.priority}`)}
          </Tag>
        )}
      </p>
      <p className="nh-ticket-summary">{ticket.summary}</p>
      <dl className="nh-ticket-facts">
        {spec.fields.map((field) => (
          <Fact key={field.code} name={labelIn(field.label, i18n.language)}>
            <FieldText spec={field} value={ticket.fields[field.code] ?? null} />
          </Fact>
        ))}
        <Fact name={t('common.due')}>
          <TicketClocks ticket={ticket} />
        </Fact>
        <Fact name={t('common.assignee')}>{ticket.assignee}</Fact>
      </dl>
      <dl className="nh-ticket-facts">
        <Fact name={t('common.contactName')}>{ticket.contactName}</Fact>
        <Fact name={t('common.contactNumber')}>
          {ticket.contactNumber !== '' && <MaskedNumber number={ticket.contactNumber} onDial={openDial} />}
        </Fact>
        <Fact name={t('common.account')}>{groupedText(ticket.accountNumber)}</Fact>
        <Fact name={t('common.address')}>{ticket.address}</Fact>
      </dl>
      <dl className="nh-ticket-facts nh-num">
        <Fact name={t('details.createdBy')}>{ticket.createdBy}</Fact>
        <Fact name={t('details.createdAt')}>{momentText(ticket.createdAtMs, timeZone)}</Fact>
        <Fact name={t('details.savedAt')}>{momentText(placed.savedAtMs, timeZone)}</Fact>
        <Fact name={t('details.arrivedAt')}>
          {placed.arrivedAtMs === null ? t('details.notYet') : momentText(placed.arrivedAtMs, timeZone)}
        </Fact>
      </dl>
    </>
  );
}

function Parked({ placed }: { readonly placed: PlacedTicket }) {
  const { t } = useTranslation('ticket');
  const { message } = App.useApp();
  const ask = useAsk();
  const retry = async (): Promise<void> => {
    const reply = await ask('ticket.retry-parked', { ticketId: placed.ticket.id });
    if (reply.ok) void message.success(t('details.retried'));
  };
  return (
    <Alert
      type="error"
      showIcon
      className="nh-ticket-parked"
      title={t('details.parkedTitle')}
      description={
        <>
          <p className="nh-ticket-why">
            <RefusedReason placed={placed} />
          </p>
          {t('details.parkedText')}
        </>
      }
      action={
        <Button danger data-testid="ticket-retry" onClick={() => void retry()}>
          {t('details.retry')}
        </Button>
      }
    />
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation('ticket');
  const isEmpty = children === '' || children === false || children === null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="nh-ticket-fact">{isEmpty ? <span className="nh-ticket-blank">{t('details.empty')}</span> : children}</dd>
    </>
  );
}

/** A stored value as it is read: the names of choices, moments in the seat's zone. */
function FieldText({ spec, value }: { readonly spec: FieldSpec; readonly value: FieldValue }) {
  const { t, i18n } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nameOf = (code: string): string => {
    const option = spec.options?.find((one) => one.code === code);
    return option ? labelIn(option.label, i18n.language) : code;
  };
  if (value === null || value === '') return <span className="nh-ticket-blank">{t('details.empty')}</span>;
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return spec.type === 'moment' ? momentText(value, timeZone) : String(value);
  if (Array.isArray(value)) return value.map(nameOf).join(' · ');
  return nameOf(value);
}
