import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { Clock } from '../../ui/clock.tsx';
import { DayTime } from './day-time.tsx';
import { LoadingRows } from './loading-rows.tsx';
import { NoticesButton } from './notices-button.tsx';
import { averageTalk, shareWithin15s } from './today-figures.ts';
import './status.css';

/** The last line: is my work safe, what is new, how does my day stand. */
export function StatusLine() {
  const { t } = useTranslation('status');
  const identity = useSeat((state) => state.identity);
  const waiting = useSeat((state) => state.centre.waitingOperations);
  const parked = useSeat((state) => state.centre.parkedOperations);
  const loading = useSeat((state) => state.centre.loading);
  const today = useSeat((state) => state.today);
  const { goTo } = useScreenActions();
  return (
    <footer className="nh-status">
      {identity && (
        <span data-testid="identity">
          {[identity.agentNumber, identity.name, identity.team].filter((part) => part !== '').join(' · ')}
        </span>
      )}
      <NoticesButton />
      <span data-testid="outbox-waiting" className={waiting > 0 ? 'nh-warn' : ''}>
        {t('waiting')} <b className="nh-status-value nh-num">{waiting}</b>
      </span>
      {parked > 0 && (
        <button
          type="button"
          className="nh-status-button nh-bad"
          title={t('parkedHint')}
          data-testid="outbox-parked"
          onClick={() => goTo('tickets')}
        >
          {t('parked')} <b className="nh-status-value nh-num">{parked}</b>
        </button>
      )}
      {loading && <LoadingRows rows={loading.rows} total={loading.total} />}
      <PracticeNext />
      <span className="nh-status-right" data-testid="today">
        {t('today')} {t('answered')} <b className="nh-status-value nh-num">{today.answered}</b> · {t('within')}{' '}
        <b className="nh-status-value nh-num">{shareWithin15s(today)}</b> · {t('average')}{' '}
        <b className="nh-status-value nh-num">{averageTalk(today)}</b> · {t('tickets')}{' '}
        <b className="nh-status-value nh-num">{today.tickets}</b>
      </span>
      <DayTime />
    </footer>
  );
}

/** On the practice line the status says so too, with the next ring when a rhythm runs. */
function PracticeNext() {
  const { t } = useTranslation('status');
  const practice = useSeat((state) => state.pbx.practice);
  const nextRingAtMs = useSeat((state) => state.practice.nextRingAtMs);
  if (!practice) return null;
  return (
    <span className="nh-status-practice">
      {nextRingAtMs === null ? (
        t('practice')
      ) : (
        <>
          {t('practiceNext')} <Clock sinceMs={0} untilMs={nextRingAtMs} />
        </>
      )}
    </span>
  );
}
