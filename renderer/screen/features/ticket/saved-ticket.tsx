import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kindSpec } from '#shared/ticket/kinds.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import type { SavedDraft } from './draft-editor.tsx';
import { TicketClocks } from './due-line.tsx';
import { labelIn } from './form-layout.ts';
import { TicketPlaceLine } from './place-line.tsx';
import { RefusedReason } from './refused-reason.tsx';
import { useTickets } from './use-tickets.ts';

type SavedTicketProps = { readonly saved: SavedDraft; readonly onAgain: () => void; readonly aside: ReactNode };

/** The ticket just registered: what was written, and where it is now. */
export function SavedTicket({ saved, onAgain, aside }: SavedTicketProps) {
  const { t, i18n } = useTranslation('ticket');
  const { goTo } = useScreenActions();
  const isOnline = useSeat((state) => state.centre.phase === 'online');
  const { tickets } = useTickets(20);
  const placed = tickets?.find(({ ticket }) => ticket.id === saved.ticketId) ?? null;
  const place = placed?.place ?? 'here';
  return (
    <>
      <header className="nh-ticket-head">
        <h3 className="nh-section-title">
          <span>
            {t('title')} <span className="nh-num">{saved.number}</span>
          </span>
          <span className="nh-section-aside">
            <TicketPlaceLine placed={placed} savedAtMs={saved.savedAtMs} />
          </span>
        </h3>
      </header>
      <div className="nh-ticket-body nh-ticket-saved" data-testid="ticket-saved">
        {place === 'parked' ? (
          <WarningFilled className="nh-ticket-saved-bad" />
        ) : (
          <CheckCircleFilled className="nh-ticket-saved-ok" />
        )}
        <p className="nh-empty-title">{t(place === 'parked' ? 'details.parkedTitle' : 'savedTitle')}</p>
        {placed !== null && place === 'parked' && (
          <p className="nh-bad">
            <RefusedReason placed={placed} />
          </p>
        )}
        <p className="nh-empty-hint">
          {place === 'parked'
            ? t('details.parkedText')
            : t(place === 'server' ? 'savedOnServer' : isOnline ? 'savedText' : 'savedOffline', { number: saved.number })}
        </p>
        {placed && (
          <dl>
            <dt>{t('list.columns.kind')}</dt>
            <dd>{labelIn(kindSpec(placed.ticket.kind).label, i18n.language)}</dd>
            <dt>{t('common.summary')}</dt>
            <dd className="nh-ticket-saved-summary">{placed.ticket.summary}</dd>
            <dt>{t('common.due')}</dt>
            <dd>
              <TicketClocks ticket={placed.ticket} />
            </dd>
          </dl>
        )}
      </div>
      <footer className="nh-ticket-foot">
        <Button data-testid="ticket-again" onClick={onAgain}>
          {t('again')}
        </Button>
        <Button type="text" onClick={() => goTo('tickets')}>
          {t('view')}
        </Button>
        <span className="nh-ticket-aside">{aside}</span>
      </footer>
    </>
  );
}
