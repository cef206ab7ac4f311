import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../stores/seat-context.ts';
import { useRingingWho } from './use-ringing-who.ts';

/** The tab says who rings, or that a call is on, while the agent looks at another one. */
export function useTabTitle(): void {
  const { t } = useTranslation('layout');
  const who = useRingingWho();
  const talking = useSeat((state) => state.calls.calls.some((call) => call.phase === 'active'));
  const title = who !== null ? t('titleRinging', { who }) : talking ? `${t('titleTalking')} · ${t('title')}` : t('title');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
