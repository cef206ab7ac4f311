import { useTranslation } from 'react-i18next';

/** The first load of customers: calls are taken meanwhile, a number may just not be known yet. */
export function LoadingRows({ rows, total }: { readonly rows: number; readonly total: number | null }) {
  const { t } = useTranslation('status');
  if (!total) return <span className="nh-num">{t('loadingRows', { rows: rows.toLocaleString('en') })}</span>;
  const percent = Math.min(100, Math.floor((rows / total) * 100));
  return (
    <span className="nh-status-loading nh-num" data-testid="customers-loading">
      {t('loading', { percent: `${percent}%` })}
      <progress className="nh-status-progress" value={percent} max={100} aria-label={t('loading', { percent: `${percent}%` })} />
    </span>
  );
}
