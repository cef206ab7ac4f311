import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import type { Situation } from '#shared/script/view.ts';
import { deskOf } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreen } from '../../stores/use-screen.ts';
import { SentenceNow } from './sentence-now.tsx';
import { SituationDetail } from './situation-detail.tsx';
import { Situations } from './situations.tsx';
import { Stages } from './stages.tsx';
import './script.css';

/** What to say now, the steps of the call, and the situations one key away. Digits choose only while the focus is in here. */
export function ScriptPanel({ callId }: { readonly callId: CallId }) {
  const { t } = useTranslation('script');
  const ask = useAsk();
  const script = useSeat((state) => deskOf(state.desks, callId)?.script ?? null);
  const asked = useScreen((view) => view.situationsAsked);
  const [open, setOpen] = useState<Situation | null>(null);
  const panel = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another call begins with its own list
  useEffect(() => setOpen(null), [callId]);
  useEffect(() => {
    if (asked > 0) panel.current?.focus();
  }, [asked]);

  const choose = useCallback(
    (situation: Situation) => {
      setOpen(situation);
      panel.current?.focus();
      void ask('script.situation', { callId, situationId: situation.id });
    },
    [ask, callId],
  );

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setOpen(null);
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === '/') {
      event.preventDefault();
      setOpen(null);
      requestAnimationFrame(() => search.current?.focus());
      return;
    }
    const situation = /^[1-9]$/.test(event.key) ? script?.situations[Number(event.key) - 1] : undefined;
    if (situation) {
      event.preventDefault();
      choose(situation);
    }
  };

  return (
    <section
      ref={panel}
      className="nh-panel nh-script"
      aria-label={t('panel')}
      aria-keyshortcuts="1 2 3 4 5 6 7 8 9 /"
      data-testid="script-panel"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {script && (
        <>
          <SentenceNow callId={callId} script={script} />
          <Stages callId={callId} script={script} />
          {open ? (
            <SituationDetail situation={open} onBack={() => setOpen(null)} />
          ) : (
            <Situations situations={script.situations} searchRef={search} onChoose={choose} />
          )}
        </>
      )}
    </section>
  );
}
