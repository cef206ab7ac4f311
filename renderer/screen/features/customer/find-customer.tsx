import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelSection } from '../../ui/panel.tsx';
import { CustomerChoice } from './customer-choice.tsx';
import { useFindCustomers } from './use-find-customers.ts';

/** Finds a customer in the seat's own cache by name, pinyin, account, number or address. */
export function FindCustomer({ onChoose }: { readonly onChoose: (customerId: string) => void }) {
  const { t } = useTranslation('customer');
  const [text, setText] = useState('');
  const found = useFindCustomers(text, 8)?.customers ?? null;

  return (
    <PanelSection title={t('findLabel')} grow>
      <Input
        value={text}
        maxLength={60}
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('find')}
        aria-label={t('findLabel')}
        data-testid="customer-find"
        onChange={(event) => setText(event.target.value)}
      />
      {found && found.length === 0 && <p className="nh-card-hint">{t('findNone')}</p>}
      {found && found.length > 0 && (
        <ul className="nh-candidates">
          {found.map((customer) => (
            <li key={customer.id}>
              <CustomerChoice customer={customer} reasons={[]} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}
