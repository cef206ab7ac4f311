import { useTranslation } from 'react-i18next';
import type { Outage } from '#shared/customer/customer.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { whenText } from '../../ui/format.ts';

/** Most callers from an area without water call about just that: it stands above everything they might ask. */
export function OutageStrip({ outage }: { readonly outage: Outage }) {
  const { t } = useTranslation('customer');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = Date.now();
  const begun = outage.startsAtMs <= nowMs;
  const when = begun
    ? t('outage.until', { time: whenText(outage.endsAtMs, nowMs, timeZone) })
    : t('outage.from', { time: whenText(outage.startsAtMs, nowMs, timeZone) });
  return (
    <div className={`nh-section nh-outage ${begun && outage.kind === 'repair' ? 'nh-outage-now' : ''}`} data-testid="outage">
      <b>{t(`outage.${outage.kind}`)}</b> {outage.text} · <span className="nh-num">{when}</span>
    </div>
  );
}
