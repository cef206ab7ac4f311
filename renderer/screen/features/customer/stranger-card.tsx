import { useTranslation } from 'react-i18next';
import type { Card } from '#shared/bridge/state.ts';
import type { CallId } from '#shared/call/call.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { MaskedNumber } from '../../ui/masked-number.tsx';
import { CallOrigin } from './call-origin.tsx';
import { FindCustomer } from './find-customer-later.tsx';

type StrangerCardProps = { readonly callId: CallId; readonly card: Card; readonly onDial: (number: string) => void };

/** A number that nobody registered: what is known of it, and a way to find the customer once a name is given. */
export function StrangerCard({ callId, card, onDial }: StrangerCardProps) {
  const { t } = useTranslation('customer');
  const ask = useAsk();
  return (
    <>
      <div className="nh-section">
        <h2 className="nh-card-name" data-testid="card-name">
          <MaskedNumber number={card.shownNumber} onDial={onDial} />
        </h2>
        <p className="nh-card-hint">
          <b>{t('stranger')}</b> {t('strangerHint')}
        </p>
        <dl className="nh-facts">
          {card.region && (
            <>
              <dt>{t('region')}</dt>
              <dd>{card.region}</dd>
            </>
          )}
          <CallOrigin callId={callId} />
          <dt>{t('contacts')}</dt>
          <dd>{card.earlierCalls > 0 ? t('earlierCalls', { count: card.earlierCalls }) : t('firstCall')}</dd>
        </dl>
      </div>
      <FindCustomer onChoose={(customerId) => void ask('customer.choose', { callId, customerId })} />
    </>
  );
}
