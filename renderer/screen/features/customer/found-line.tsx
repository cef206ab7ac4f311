import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#shared/customer/customer.ts';
import { groupedText, maskedText } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

type FoundLineProps = {
  readonly customer: Customer;
  readonly index: number;
  readonly chosen: boolean;
  /** Taken for the call on the desk, else for a new ticket. */
  readonly forCall: boolean;
  readonly onPoint: () => void;
  readonly onTake: () => void;
  readonly onDial: () => void;
};

/** One customer found. The keyboard stays in the field above; a mouse has both ways as buttons on the line. */
export function FoundLine({ customer, index, chosen, forCall, onPoint, onTake, onDial }: FoundLineProps) {
  const { t } = useTranslation('customer');
  const number = customer.phones[0]?.number ?? '';
  return (
    <tr
      id={`found-${customer.id}`}
      aria-selected={chosen}
      data-index={index}
      data-testid={`found-${customer.id}`}
      className={chosen ? 'nh-found-chosen' : ''}
      onMouseMove={onPoint}
    >
      <td className="nh-found-who">
        <b>{customer.name}</b>
        {customer.sex !== 'unknown' && <span className="nh-soft"> {t(`title.${customer.sex}`)}</span>}{' '}
        {customer.level > 0 && <Tag look="warn">{t('vip', { level: customer.level })}</Tag>}
        <small>{customer.address}</small>
      </td>
      <td className="nh-num nh-soft">
        {groupedText(customer.accountNumber)}
        <br />
        {maskedText(number)}
      </td>
      <td className="nh-found-ways">
        <span>
          <Button size="small" type="primary" tabIndex={-1} onClick={onTake}>
            {t(forCall ? 'finder.choose' : 'finder.ticket')}
          </Button>
          <Button size="small" tabIndex={-1} disabled={number === ''} onClick={onDial}>
            {t('finder.dial')}
          </Button>
        </span>
      </td>
    </tr>
  );
}
