import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { Clock } from '../../ui/clock.tsx';
import { PanelSection } from '../../ui/panel.tsx';

/** On the practice line: what it is, and a caller at a press. The first thing a new agent sees. */
export function PracticePrompt() {
  const { t } = useTranslation('status');
  const ask = useAsk();
  const practice = useSeat((state) => state.pbx.practice);
  const nextRingAtMs = useSeat((state) => state.practice.nextRingAtMs);
  if (!practice) return null;
  return (
    <PanelSection
      title={t('practiceTitle')}
      aside={
        nextRingAtMs !== null && (
          <>
            {t('practiceIn')} <Clock sinceMs={0} untilMs={nextRingAtMs} />
          </>
        )
      }
      className="nh-practice-prompt"
    >
      <p className="nh-practice-words">{t('practiceWhat')}</p>
      <Button type="primary" data-testid="practice-ring" onClick={() => void ask('practice.ring', {})}>
        {t('practiceRing')}
      </Button>
    </PanelSection>
  );
}
