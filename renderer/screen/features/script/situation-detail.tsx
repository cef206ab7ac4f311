import { useTranslation } from 'react-i18next';
import type { Situation } from '#shared/script/view.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PanelSection } from '../../ui/panel.tsx';

type SituationDetailProps = { readonly situation: Situation; readonly onBack: () => void };

/** One situation: the lines to say, what to do, and what not to say. */
export function SituationDetail({ situation, onBack }: SituationDetailProps) {
  const { t } = useTranslation('script');
  return (
    <PanelSection title={situation.title} aside={<LinkButton onPress={onBack}>{t('back')} · Esc</LinkButton>} grow>
      <div className="nh-situation-detail" data-testid="situation-detail">
        {situation.say.map((line) => (
          <p key={line} className="nh-situation-say">
            {line}
          </p>
        ))}
        <div className="nh-situation-sides">
          <Lines title={t('doThis')} lines={situation.doThis} look="do" />
          <Lines title={t('avoid')} lines={situation.avoid} look="avoid" />
        </div>
      </div>
    </PanelSection>
  );
}

function Lines({
  title,
  lines,
  look,
}: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly look: 'do' | 'avoid';
}) {
  if (lines.length === 0) return null;
  return (
    <div className={`nh-lines nh-lines-${look}`}>
      <b>{title}</b>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
