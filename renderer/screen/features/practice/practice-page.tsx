import { PhoneFilled } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeState } from '#shared/bridge/state.ts';
import { personaIds, practiceNumbers } from '#shared/practice/practice.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { Clock } from '../../ui/clock.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PanelSection } from '../../ui/panel.tsx';
import './practice.css';

/** What may be dialled, in the order of the page. */
const dialled = ['colleague', 'echo', 'busy', 'away'] as const;
const rhythms: readonly PracticeState['rhythm'][] = ['off', 'slow', 'steady', 'busy'];

/** The practice line: ring now, a rhythm, who may call, and what may be dialled. */
export function PracticePage() {
  const { t } = useTranslation('practice');
  const ask = useAsk();
  const { openDial, goTo } = useScreenActions();
  const isPractice = useSeat((state) => state.pbx.practice);
  const rhythm = useSeat((state) => state.practice.rhythm);
  const [asking, setAsking] = useState<string | null>(null);

  const ring = async (persona: string | null): Promise<void> => {
    setAsking(persona ?? 'anyone');
    await ask('practice.ring', persona === null ? {} : { persona });
    setAsking(null);
  };

  if (!isPractice) {
    return (
      <Page label={t('title')} testId="practice-page">
        <EmptyState
          title={t('off')}
          hint={t('offText')}
          action={<Button onClick={() => goTo('settings')}>{t('toSettings')}</Button>}
        />
      </Page>
    );
  }
  return (
    <Page label={t('title')} testId="practice-page" className="nh-practice">
      <PanelSection>
        <div className="nh-practice-head">
          <h2>{t('title')}</h2>
          <span className="nh-practice-badge">{t('badge')}</span>
          <p>{t('what')}</p>
        </div>
      </PanelSection>
      <PanelSection>
        <div className="nh-practice-now">
          <div>
            <Button
              type="primary"
              size="large"
              icon={<PhoneFilled />}
              loading={asking === 'anyone'}
              data-testid="practice-ring"
              onClick={() => void ring(null)}
            >
              {t('ringNow')}
            </Button>
            <p>{t('ringNowText')}</p>
          </div>
          <div>
            <span className="nh-practice-label">{t('rhythm')}</span>
            <Segmented<PracticeState['rhythm']>
              value={rhythm}
              options={rhythms.map((value) => ({
                value,
                label: <span data-testid={`practice-rhythm-${value}`}>{t(`rhythms.${value}`)}</span>,
              }))}
              onChange={(value) => void ask('practice.rhythm', { rhythm: value })}
            />
            <p>{t('rhythmText')}</p>
          </div>
          <NextRing />
        </div>
      </PanelSection>
      <PanelSection title={t('choose')}>
        <div className="nh-practice-people">
          {personaIds.map((persona) => (
            <button
              key={persona}
              type="button"
              disabled={asking !== null}
              data-testid={`practice-persona-${persona}`}
              onClick={() => void ring(persona)}
            >
              <b>{t(`personas.${persona}.name`)}</b>
              <span>{t(`personas.${persona}.what`)}</span>
            </button>
          ))}
        </div>
      </PanelSection>
      <PanelSection title={t('numbers')} aside={t('numbersText')} grow>
        <div className="nh-practice-numbers">
          {dialled.map((key) => (
            <button
              key={key}
              type="button"
              data-testid={`practice-dial-${practiceNumbers[key]}`}
              onClick={() => openDial(practiceNumbers[key])}
            >
              <b className="nh-num">{practiceNumbers[key]}</b>
              <span>
                {t(`dial.${key}.name`)}
                <small>{t(`dial.${key}.what`)}</small>
              </span>
            </button>
          ))}
        </div>
      </PanelSection>
    </Page>
  );
}

/** When the line rings next by itself. */
function NextRing() {
  const { t } = useTranslation('practice');
  const nextRingAtMs = useSeat((state) => state.practice.nextRingAtMs);
  const rhythm = useSeat((state) => state.practice.rhythm);
  const isOnCall = useSeat((state) => state.calls.calls.some((call) => call.phase !== 'ended'));
  return (
    <div className="nh-practice-next" data-testid="practice-next">
      <span className="nh-practice-label">{t('next')}</span>
      {nextRingAtMs === null ? (
        <p>{t(rhythm === 'off' ? 'nextNone' : isOnCall ? 'nextOnCall' : 'nextUnknown')}</p>
      ) : (
        <Clock sinceMs={nextRingAtMs} untilMs={nextRingAtMs} className="nh-practice-clock" />
      )}
    </div>
  );
}
