import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { NoticeList } from './notice-list.tsx';
import { PracticePrompt } from './practice-prompt.tsx';
import { averageTalk, shareWithin15s } from './today-figures.ts';

/** Between calls, in the script's place: the day's figures and the notices to have read before the next call. */
export function DayBoard() {
  const { t } = useTranslation('status');
  const today = useSeat((state) => state.today);
  return (
    <Panel label={t('board')} testId="day-board">
      <PanelSection title={t('board')}>
        <div className="nh-figures">
          <Figure name={t('answered')} value={String(today.answered)} />
          <Figure name={t('within')} value={shareWithin15s(today)} />
          <Figure name={t('average')} value={averageTalk(today)} />
          <Figure name={t('tickets')} value={String(today.tickets)} />
          <Figure name={t('placed')} value={String(today.placed)} />
          <Figure name={t('missed')} value={String(today.missed)} />
        </div>
      </PanelSection>
      <PracticePrompt />
      <PanelSection title={t('notices')} grow>
        <NoticeList />
      </PanelSection>
    </Panel>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="nh-figure">
      <b className="nh-num">{value}</b>
      <small>{name}</small>
    </div>
  );
}
