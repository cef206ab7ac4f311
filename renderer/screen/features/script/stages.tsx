import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import type { ScriptView, Sentence } from '#shared/script/view.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { PanelSection } from '../../ui/panel.tsx';

type StagesProps = { readonly callId: CallId; readonly script: ScriptView };

/** The steps of the call: the agent may read ahead, step by hand, and tick what was said. */
export function Stages({ callId, script }: StagesProps) {
  const { t } = useTranslation('script');
  return (
    <PanelSection title={t('stages')} className="nh-stages">
      <ol className="nh-steps">
        {script.stages.map((sentence, at) => (
          <Step
            key={sentence.stage}
            callId={callId}
            sentence={sentence}
            number={at + 1}
            now={sentence.stage === script.now.stage}
          />
        ))}
      </ol>
    </PanelSection>
  );
}

type StepProps = { readonly callId: CallId; readonly sentence: Sentence; readonly number: number; readonly now: boolean };

function Step({ callId, sentence, number, now }: StepProps) {
  const { t } = useTranslation('script');
  const ask = useAsk();
  const { stage, said, text } = sentence;
  return (
    <li className={`nh-step ${said ? 'nh-step-done' : ''} ${now ? 'nh-step-now' : ''}`} aria-current={now ? 'step' : undefined}>
      <button
        type="button"
        className="nh-step-tick"
        aria-pressed={said}
        aria-label={`${t('markSaid')}: ${t(`stage.${stage}`)}`}
        data-testid={`stage-said-${stage}`}
        onClick={() => void ask('script.said', { callId, stage, said: !said })}
      >
        {said ? '✓' : number}
      </button>
      <button
        type="button"
        className="nh-step-text"
        data-testid={`stage-${stage}`}
        title={text}
        onClick={() => void ask('script.stage', { callId, stage })}
      >
        <span>{t(`stage.${stage}`)}</span>
        <small>{text}</small>
      </button>
    </li>
  );
}
