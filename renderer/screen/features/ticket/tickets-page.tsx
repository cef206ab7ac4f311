import { FileAddOutlined, FileTextOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select, Skeleton } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketKinds } from '#shared/ticket/kinds.ts';
import { type PlacedTicket, type TicketKind, TicketPlace } from '#shared/ticket/ticket.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useIsLong } from '../../ui/use-is-long.ts';
import { labelIn } from './form-layout.ts';
import { TicketDetails } from './ticket-details.tsx';
import { TicketLine } from './ticket-line.tsx';
import './tickets.css';
import { useTickets } from './use-tickets.ts';

/** A page is as much as one request may bring (shared/bridge/requests.ts). */
const listed = 200;
type Place = PlacedTicket['place'];

/** The tickets of this seat: found by any word on them, with where each is and what the centre refused. */
export function TicketsPage() {
  const { t, i18n } = useTranslation('ticket');
  const { t: why } = useTranslation('refusal');
  const ask = useAsk();
  const { goTo } = useScreenActions();
  const [text, setText] = useState('');
  const [place, setPlace] = useState<Place | 'all'>('all');
  const [kind, setKind] = useState<TicketKind | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const { tickets, refusal, again } = useTickets(listed, useDeferredValue(text));
  const isLate = useIsLong(tickets === null && refusal === null);
  const shown = useMemo(
    () =>
      (tickets ?? []).filter((one) => (place === 'all' || one.place === place) && (kind === null || one.ticket.kind === kind)),
    [tickets, place, kind],
  );
  const isFiltered = text.trim() !== '' || place !== 'all' || kind !== null;
  const clear = (): void => {
    setText('');
    setPlace('all');
    setKind(null);
  };
  const create = async (): Promise<void> => {
    const reply = await ask('draft.open', { callId: null });
    if (reply.ok) goTo('desk');
  };

  return (
    <>
      <Page
        label={t('list.title')}
        testId="tickets-page"
        head={
          <>
            <Input
              className="nh-tickets-search"
              prefix={<SearchOutlined />}
              allowClear
              value={text}
              maxLength={60}
              placeholder={t('list.search')}
              aria-label={t('list.search')}
              data-testid="tickets-search"
              onChange={(event) => setText(event.target.value)}
            />
            <Segmented<Place | 'all'>
              value={place}
              aria-label={t('list.placeFilter')}
              options={[
                { value: 'all', label: t('list.all') },
                ...TicketPlace.options.map((value) => ({
                  value,
                  label: <span data-testid={`tickets-${value}`}>{t(`list.places.${value}`)}</span>,
                })),
              ]}
              onChange={setPlace}
            />
            <Select<TicketKind | ''>
              className="nh-tickets-kind"
              value={kind ?? ''}
              options={[
                { value: '', label: `${t('list.kindFilter')} · ${t('list.all')}` },
                ...ticketKinds.map((spec) => ({ value: spec.code, label: labelIn(spec.label, i18n.language) })),
              ]}
              aria-label={t('list.kindFilter')}
              onChange={(chosen) => setKind(chosen === '' ? null : chosen)}
            />
            <span className="nh-sheet-hint nh-num">{tickets !== null && t('list.count', { count: shown.length })}</span>
            <Button icon={<FileAddOutlined />} data-testid="tickets-create" onClick={() => void create()}>
              {t('list.create')}
            </Button>
          </>
        }
      >
        {tickets === null && refusal !== null && (
          <EmptyState title={t('list.failed')} hint={why(refusal)} action={<Button onClick={again}>{t('list.again')}</Button>} />
        )}
        {isLate && <Skeleton className="nh-sheet-skeleton" active paragraph={{ rows: 6 }} title={false} />}
        {tickets !== null && shown.length === 0 && (
          <EmptyState
            icon={<FileTextOutlined />}
            title={t(isFiltered ? 'list.nothing' : 'list.empty')}
            hint={t(isFiltered ? 'list.nothingText' : 'list.emptyText')}
            action={isFiltered ? <Button onClick={clear}>{t('list.clear')}</Button> : undefined}
          />
        )}
        {shown.length > 0 && (
          <>
            <div className="nh-ticket-line nh-ticket-line-head" aria-hidden="true">
              <span>{t('list.columns.number')}</span>
              <span>{t('list.columns.kind')}</span>
              <span>{t('list.columns.customer')}</span>
              <span>{t('list.columns.summary')}</span>
              <span>{t('list.columns.status')}</span>
              <span>{t('list.columns.place')}</span>
              <span>{t('list.columns.time')}</span>
            </div>
            <ul className="nh-tickets" aria-label={t('list.title')}>
              {shown.map((placed) => (
                <TicketLine key={placed.ticket.id} placed={placed} onOpen={() => setOpenId(placed.ticket.id)} />
              ))}
            </ul>
          </>
        )}
      </Page>
      <TicketDetails placed={tickets?.find(({ ticket }) => ticket.id === openId) ?? null} onClose={() => setOpenId(null)} />
    </>
  );
}
