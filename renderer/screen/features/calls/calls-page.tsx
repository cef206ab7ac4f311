import { PhoneOutlined } from '@ant-design/icons';
import { Button, Segmented, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useIsLong } from '../../ui/use-is-long.ts';
import { CallLine } from './call-line.tsx';
import './calls.css';
import { useCallLog } from './use-call-log.ts';

/** Every call of this seat with its end in plain words. Seen here, a missed call leaves the badge; called back, it leaves the list of those to call. */
export function CallsPage() {
  const { t } = useTranslation('calls');
  const { t: why } = useTranslation('refusal');
  const ask = useAsk();
  const missedUnseen = useSeat((state) => state.missedUnseen);
  const [missedOnly, setMissedOnly] = useState(false);
  const { calls, refusal, mayHaveMore, more, again } = useCallLog(missedOnly);
  const isLate = useIsLong(calls === null && refusal === null);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    if (missedUnseen > 0) void ask('log.seen', {});
  }, [missedUnseen, ask]);

  return (
    <Page
      label={t('title')}
      testId="calls-page"
      head={
        <>
          <Segmented
            value={missedOnly ? 'missed' : 'all'}
            options={[
              { value: 'all', label: t('all') },
              { value: 'missed', label: <span data-testid="calls-missed">{t('missed')}</span> },
            ]}
            onChange={(value) => setMissedOnly(value === 'missed')}
          />
          <span className="nh-sheet-hint">{t('hint')}</span>
        </>
      }
    >
      {calls === null && refusal !== null && (
        <EmptyState title={t('failed')} hint={why(refusal)} action={<Button onClick={again}>{t('again')}</Button>} />
      )}
      {isLate && <Skeleton className="nh-sheet-skeleton" active paragraph={{ rows: 6 }} title={false} />}
      {calls?.length === 0 && (
        <EmptyState
          icon={<PhoneOutlined />}
          title={t(missedOnly ? 'noMissed' : 'empty')}
          hint={t(missedOnly ? 'noMissedText' : 'emptyText')}
        />
      )}
      {calls !== null && calls.length > 0 && (
        <>
          <ul ref={list} className="nh-calls" aria-label={t('title')}>
            {calls.map((call) => (
              <CallLine key={call.id} call={call} onMove={(step) => moveFocus(list.current, step)} />
            ))}
          </ul>
          <footer className="nh-calls-foot">
            {mayHaveMore ? <Button onClick={more}>{t('more')}</Button> : <span>{t('end')}</span>}
          </footer>
        </>
      )}
    </Page>
  );
}

/** Moves the focus from line to line. */
function moveFocus(list: HTMLUListElement | null, step: 1 | -1): void {
  const lines = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  lines[at + step]?.focus();
}
