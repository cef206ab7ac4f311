import { useTranslation } from 'react-i18next';
import { useRingingWho } from './use-ringing-who.ts';

/** A live region: a screen reader says who rings as soon as it rings. */
export function RingAnnouncer() {
  const { t } = useTranslation('layout');
  const who = useRingingWho();
  return (
    <div className="nh-visually-hidden" role="alert" aria-live="assertive">
      {who === null ? '' : t('titleRinging', { who })}
    </div>
  );
}
