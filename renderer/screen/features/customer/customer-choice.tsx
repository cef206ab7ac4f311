import { useTranslation } from 'react-i18next';
import type { Customer, MatchReason } from '#shared/customer/customer.ts';
import { groupedText } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

type CustomerChoiceProps = {
  readonly customer: Customer;
  readonly reasons: readonly MatchReason[];
  readonly onChoose: (customerId: string) => void;
};

/** One customer to choose: what tells people of one number apart. */
export function CustomerChoice({ customer, reasons, onChoose }: CustomerChoiceProps) {
  const { t } = useTranslation('customer');
  return (
    <button type="button" className="nh-candidate" data-testid="customer-choice" onClick={() => onChoose(customer.id)}>
      <span className="nh-candidate-top">
        <b>{customer.name}</b>
        {customer.sex !== 'unknown' && <span className="nh-soft">{t(`title.${customer.sex}`)}</span>}
        {customer.level > 0 && <Tag look="warn">{t('vip', { level: customer.level })}</Tag>}
        <span className="nh-candidate-account nh-num">{groupedText(customer.accountNumber)}</span>
      </span>
      <span className="nh-wrap">{customer.address}</span>
      {reasons.length > 0 && <span className="nh-candidate-why">{reasons.map((one) => t(`reason.${one}`)).join(' · ')}</span>}
    </button>
  );
}
