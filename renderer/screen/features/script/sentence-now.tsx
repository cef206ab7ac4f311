import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import type { ScriptView } from '#shared/script/view.ts';
import { callById, isHeldHere } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { HoldTimer } from './hold-timer.tsx';

type SentenceNowProps = { readonly callId: CallId; readonly script: ScriptView };

/** Long sentences are set smaller, so that the step list below keeps its place. */
export function sentenceSize(text: string): 'large' | 'middle' | 'small' {
  if (text.length > 120) return 'small';
  return text.length > 62 ? 'middle' : 'large';
}

/** The one sentence to read aloud, large, with why it was chosen. */
export function SentenceNow({ callId, script }: SentenceNowProps) {
  const { t } = useTranslation('script');
  const ask = useAsk();
  const { now, packVersion, stages } = script;
  const phase = useSeat((state) => callById(state.calls, callId)?.phase ?? null);
  const holdSinceMs = useSeat((state) => {
    const call = callById(state.calls, callId);
    return call?.phase === 'active' && isHeldHere(call) ? call.holdSinceMs : null;
  });
  const limitMs = useSeat((state) => state.settings.holdReminderMs);
  const talking = phase === 'active';
  const before = phase === 'ringing' || phase === 'dialling' || phase === 'alerting' || phase === 'answering';
  const at = stages.findIndex((one) => one.stage === now.stage);
  const next = stages[at + 1];
  const reasons = now.reasons.map((one) => t(`reason.${one}`)).join(' · ');
  const why = [reasons && t('why', { reasons }), now.about, t('pack', { version: packVersion })].filter((part) => part);
  const title = holdSinceMs !== null ? t('afterHold') : before ? t('nowOnAnswer') : t('now');

  return (
    <div className="nh-section nh-now">
      <h3 className="nh-section-title">
        <span>{title}</span>
        <span className="nh-section-aside">
          {holdSinceMs !== null ? (
            <HoldTimer sinceMs={holdSinceMs} limitMs={limitMs} />
          ) : (
            at >= 0 && <span className="nh-quiet nh-num">{t('stageOf', { n: at + 1, count: stages.length })}</span>
          )}
        </span>
      </h3>
      <p className={`nh-say nh-say-${sentenceSize(now.text)}`} data-testid="sentence-now" aria-live="polite">
        {now.text}
      </p>
      <div className="nh-now-foot">
        <span className="nh-why">{why.join(' · ')}</span>
        {talking && holdSinceMs === null && (
          <span className="nh-now-acts">
            <Button
              size="small"
              aria-pressed={now.said}
              className={now.said ? 'nh-said' : ''}
              data-testid="sentence-said"
              onClick={() => void ask('script.said', { callId, stage: now.stage, said: !now.said })}
            >
              ✓ {t(now.said ? 'said' : 'markSaid')}
            </Button>
            {next && (
              <Button
                size="small"
                data-testid="sentence-next"
                onClick={() => void ask('script.stage', { callId, stage: next.stage })}
              >
                {t('next')} →
              </Button>
            )}
          </span>
        )}
      </div>
    </div>
  );
}
