import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHasSeat, useLink, useSeatContext } from '../stores/seat-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Frame } from './frame.tsx';

/** Nothing is drawn from nothing: waits for the first state, and gives the place up when another window takes the seat. */
export function Gate() {
  const link = useLink();
  const hasSeat = useHasSeat();
  const { port } = useSeatContext();
  const { t } = useTranslation('layout');
  if (link === 'moved-away') {
    return (
      <main className="nh-gate">
        <EmptyState
          title={t('movedAway')}
          hint={t('movedAwayWhat')}
          action={
            <Button type="primary" onClick={() => port.takeOver()}>
              {t('useHere')}
            </Button>
          }
        />
      </main>
    );
  }
  return hasSeat ? <Frame /> : <Waiting lost={link === 'lost'} />;
}

/** A quick start shows nothing; only a wait beyond 300 ms says that it waits. */
function Waiting({ lost }: { readonly lost: boolean }) {
  const { t } = useTranslation('layout');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <main className="nh-gate" aria-busy="true">
      <EmptyState icon={<Spin />} title={t(lost ? 'lost' : 'connecting')} hint={lost ? t('lostWhat') : undefined} />
    </main>
  );
}
