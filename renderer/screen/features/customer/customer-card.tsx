import { useTranslation } from 'react-i18next';
import type { Card } from '#shared/bridge/state.ts';
import type { CallId } from '#shared/call/call.ts';
import { ageInYear, howToAddress } from '#shared/customer/address.ts';
import type { Customer } from '#shared/customer/customer.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { groupedText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { MaskedNumber } from '../../ui/masked-number.tsx';
import { Tag } from '../../ui/tag.tsx';
import { BillingRow } from './billing-row.tsx';
import { CallOrigin } from './call-origin.tsx';

type CustomerCardProps = {
  readonly callId: CallId;
  readonly card: Card;
  readonly customer: Customer;
  readonly onDial: (number: string) => void;
};

/** Who it is and how to speak to them first; then what an agent is asked about most. */
export function CustomerCard({ callId, card, customer, onDial }: CustomerCardProps) {
  const { t } = useTranslation('customer');
  const ask = useAsk();
  const age = ageInYear(customer.birthYear, new Date().getFullYear());
  const beside = [customer.sex === 'unknown' ? null : t(`title.${customer.sex}`), age === null ? null : t('age', { age })];
  return (
    <>
      <div className="nh-section">
        <div className="nh-card-head">
          <h2 className="nh-card-name nh-card-clamp" data-testid="card-name" title={customer.name}>
            {customer.name}
          </h2>
          <span className="nh-card-beside">{beside.filter((one) => one !== null).join(' · ')}</span>
          {customer.level > 0 && (
            <Tag look="warn" className="nh-card-level">
              {t('vip', { level: customer.level })}
            </Tag>
          )}
        </div>
        <p className="nh-tags">
          {card.reasons.length > 0 && (
            <Tag look="accent" testId="match-reason">
              {card.reasons.map((one) => t(`reason.${one}`)).join(' · ')}
            </Tag>
          )}
          <Tag>{card.earlierCalls > 0 ? t('earlierCalls', { count: card.earlierCalls }) : t('firstCall')}</Tag>
          {customer.preferences !== '' && <Tag look="warn">{customer.preferences}</Tag>}
          {customer.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
        <dl className="nh-facts">
          <dt>{t('address')}</dt>
          <dd>
            <b>{howToAddress(customer)}</b>
            {card.match === 'chosen' && (
              <LinkButton className="nh-card-again" onPress={() => void ask('customer.choose', { callId, customerId: null })}>
                {t('chooseAgain')}
              </LinkButton>
            )}
          </dd>
          <dt>{t('account')}</dt>
          <dd className="nh-num">{groupedText(customer.accountNumber)}</dd>
          <dt>{t('home')}</dt>
          <dd className="nh-wrap nh-card-address" title={customer.address}>
            {customer.address}
          </dd>
          {customer.phones.slice(0, 3).map((phone) => (
            <PhoneRow key={phone.number} label={t(`phones.${phone.label}`)} number={phone.number} onDial={onDial} />
          ))}
          <CallOrigin callId={callId} />
        </dl>
      </div>
      <BillingRow billing={customer.billing} />
    </>
  );
}

function PhoneRow({ label, number, onDial }: { label: string; number: string; onDial: (number: string) => void }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <MaskedNumber number={number} onDial={onDial} />
      </dd>
    </>
  );
}
