import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Card } from '#shared/bridge/state.ts';
import type { CallId } from '#shared/call/call.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { MaskedNumber } from '../../ui/masked-number.tsx';
import { CallOrigin } from './call-origin.tsx';
import { CustomerChoice } from './customer-choice.tsx';
import { FindCustomer } from './find-customer-later.tsx';

type ChooseCustomerProps = { readonly callId: CallId; readonly card: Card; readonly onDial: (number: string) => void };

/** Several customers share the number: each is offered with the reason of its match. */
export function ChooseCustomer({ callId, card, onDial }: ChooseCustomerProps) {
  const { t } = useTranslation('customer');
  const ask = useAsk();
  const choose = (customerId: string | null): void => void ask('customer.choose', { callId, customerId });
  return (
    <>
      <div className="nh-section">
        <h2 className="nh-card-name" data-testid="card-name">
          {t('several', { count: card.candidates.length })}
        </h2>
        <p className="nh-card-hint">{t('severalHint')}</p>
        <dl className="nh-facts">
          <dt>{t('phone')}</dt>
          <dd>
            <MaskedNumber number={card.shownNumber} onDial={onDial} />
            {card.region && <span className="nh-quiet nh-card-region">{card.region}</span>}
          </dd>
          <CallOrigin callId={callId} />
        </dl>
      </div>
      <div className="nh-section">
        <ul className="nh-candidates">
          {card.candidates.map(({ customer, reasons }) => (
            <li key={customer.id}>
              <CustomerChoice customer={customer} reasons={reasons} onChoose={choose} />
            </li>
          ))}
        </ul>
        <Button size="small" onClick={() => choose(null)} data-testid="choose-none">
          {t('noneOfThem')}
        </Button>
      </div>
      <FindCustomer onChoose={choose} />
    </>
  );
}
