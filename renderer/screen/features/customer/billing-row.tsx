import { useTranslation } from 'react-i18next';
import type { Customer } from '#shared/customer/customer.ts';
import { yuanText } from '../../ui/format.ts';

/** The three figures most callers ask for. Arrears are red: they are what to speak about. */
export function BillingRow({ billing }: { readonly billing: Customer['billing'] }) {
  const { t } = useTranslation('customer');
  if (!billing) return <p className="nh-section nh-quiet">{t('billing.none')}</p>;
  const { usageM3, usageChangeM3, arrearsFen, arrearsPeriods } = billing;
  const change = usageChangeM3 === 0 ? '' : `${usageChangeM3 > 0 ? ' ▲ ' : ' ▼ '}${Math.abs(usageChangeM3)}`;
  const owes = arrearsFen > 0;
  return (
    <div className="nh-section nh-triple">
      <Figure value={yuanText(billing.monthFen)} name={t('billing.month')} />
      <Figure value={`${usageM3} m³`} name={`${t('billing.usage')}${change}`} />
      <Figure
        value={yuanText(arrearsFen)}
        name={owes ? t('billing.arrearsOf', { count: arrearsPeriods }) : t('billing.noArrears')}
        bad={owes}
      />
    </div>
  );
}

function Figure({ value, name, bad = false }: { readonly value: string; readonly name: string; readonly bad?: boolean }) {
  return (
    <div>
      <b className={bad ? 'nh-num nh-bad' : 'nh-num'}>{value}</b>
      <small>{name}</small>
    </div>
  );
}
