import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#shared/customer/customer.ts';
import { useRequest } from '../../stores/use-ask.ts';
import { PanelSection } from '../../ui/panel.tsx';
import { CustomerChoice } from './customer-choice.tsx';

/** Typing waits this long before the seat is asked, ms. */
const pauseMs = 120;

/** Finds a customer in the seat's own cache by name, pinyin, account, number or address. */
export function FindCustomer({ onChoose }: { readonly onChoose: (customerId: string) => void }) {
  const { t } = useTranslation('customer');
  const request = useRequest();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Customer[] | null>(null);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') {
      setFound(null);
      return;
    }
    let stale = false;
    const timer = setTimeout(async () => {
      const result = await request('customer.find', { text: wanted, limit: 8 });
      if (!stale) setFound(result.ok ? result.value.customers : []);
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, request]);

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
