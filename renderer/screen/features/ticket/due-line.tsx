import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { kindSpec } from '#shared/ticket/kinds.ts';
import type { Ticket, TicketKind } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { timeText, whenText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** From here on the clock is amber. */
const soonMs = 30 * minuteMs;

/** "1:58" hours and minutes, "2 d" beyond two days. */
function spanText(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  if (minutes >= 48 * 60) return `${Math.floor(minutes / (24 * 60))} d`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The clocks a ticket of this kind will have once it is saved. */
export function DraftClocks({ kind }: { readonly kind: TicketKind }) {
  const { t } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = useNow();
  const { clocks, handOver } = kindSpec(kind);
  if (clocks.handOverMs === null && clocks.visitMs === null) return <span className="nh-due-none">{t('clock.none')}</span>;
  return (
    <span className="nh-due nh-num">
      {clocks.handOverMs !== null && (
        <>
          {t(handOver === 'verify' ? 'clock.verify' : 'clock.handOver', { time: timeText(nowMs + clocks.handOverMs, timeZone) })}
          <Tag color="success" variant="filled">
            {t('clock.left', { span: spanText(clocks.handOverMs) })}
          </Tag>
        </>
      )}
      {clocks.visitMs !== null && (
        <Tag className="nh-due-visit">{t('clock.visitWithin', { hours: clocks.visitMs / hourMs })}</Tag>
      )}
    </span>
  );
}

/** The clocks of a saved ticket, counting down; over time in red. */
export function TicketClocks({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = useNow();
  const { handOver } = kindSpec(ticket.kind);
  const { handOverByMs, visitByMs } = ticket;
  if (handOverByMs === null && visitByMs === null) return <span className="nh-due-none">{t('clock.none')}</span>;
  const isOpen = ticket.status === 'registered';
  const leftMs = (handOverByMs ?? 0) - nowMs;
  return (
    <span className="nh-due nh-num">
      {handOverByMs !== null && (
        <>
          {t(handOver === 'verify' ? 'clock.verify' : 'clock.handOver', { time: whenText(handOverByMs, nowMs, timeZone) })}
          {isOpen && (
            <Tag color={leftMs < 0 ? 'error' : leftMs < soonMs ? 'warning' : 'success'} variant="filled">
              {t(leftMs < 0 ? 'clock.late' : 'clock.left', { span: spanText(Math.abs(leftMs)) })}
            </Tag>
          )}
        </>
      )}
      {visitByMs !== null && (
        <Tag className="nh-due-visit">{t('clock.visitBy', { time: whenText(visitByMs, nowMs, timeZone) })}</Tag>
      )}
    </span>
  );
}
