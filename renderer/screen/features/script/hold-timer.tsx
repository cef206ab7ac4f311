import { useTranslation } from 'react-i18next';
import { clockText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';

/** 01:24 / 02:00; amber while it runs, red past the limit. */
export function HoldTimer({ sinceMs, limitMs }: { readonly sinceMs: number; readonly limitMs: number }) {
  const { t } = useTranslation('script');
  const heldMs = useNow(sinceMs) - sinceMs;
  const over = heldMs >= limitMs;
  return (
    <span className={`nh-hold-timer nh-num ${over ? 'nh-bad' : 'nh-warn'}`} data-testid="hold-timer">
      {t('hold')} {clockText(heldMs)} / {clockText(limitMs)}
      {over && ` · ${t('holdOver')}`}
    </span>
  );
}
