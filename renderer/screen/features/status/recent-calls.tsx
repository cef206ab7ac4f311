import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallLogEntry } from '#shared/bridge/requests.ts';
import type { SeatEvent } from '../../bridge/port.ts';
import { useSeat, useSeatEvent } from '../../stores/seat-context.ts';
import { useRequest } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { maskedText, whenText } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';

const shownCalls = 6;

/** The last few calls, with a press to dial; the whole list is a page of its own. */
export function RecentCalls() {
  const { t } = useTranslation('status');
  const request = useRequest();
  const [calls, setCalls] = useState<readonly CallLogEntry[] | null>(null);
  const fetch = useCallback(async () => {
    const result = await request('log.calls', { limit: shownCalls });
    if (result.ok) setCalls(result.value.calls);
  }, [request]);
  useEffect(() => void fetch(), [fetch]);
  useSeatEvent(
    useCallback(
      (event: SeatEvent) => {
        if (event.name === 'changed' && event.payload.what === 'calls') void fetch();
      },
      [fetch],
    ),
  );
  if (calls === null) return null;
  return (
    <PanelSection title={t('recent')} grow>
      {calls.length === 0 && <p className="nh-quiet">{t('noRecent')}</p>}
      <ul className="nh-recent">
        {calls.map((call) => (
          <RecentCall key={call.id} call={call} />
        ))}
      </ul>
    </PanelSection>
  );
}

function RecentCall({ call }: { readonly call: CallLogEntry }) {
  const { t } = useTranslation('status');
  const { t: words } = useTranslation('call');
  const { openDial } = useScreenActions();
  const timeZone = useSeat((state) => state.settings.timeZone);
  const number = maskedText(call.party.number);
  const missed = call.direction === 'in' && call.answeredAtMs === null;
  return (
    <li className="nh-recent-call">
      <span className={call.toCallBack ? 'nh-recent-way nh-bad' : 'nh-recent-way'} aria-hidden="true">
        {call.direction === 'in' ? '↙' : '↗'}
      </span>
      <span className="nh-recent-who">{call.customerName ?? number}</span>
      <span className={call.toCallBack ? 'nh-bad' : 'nh-quiet'}>
        {missed && call.reason ? words(`endReason.${call.reason}`) : ''}
      </span>
      <time className="nh-quiet nh-num">{whenText(call.offeredAtMs, Date.now(), timeZone)}</time>
      <Button
        type="text"
        size="small"
        icon={<PhoneOutlined />}
        aria-label={t('callBack', { number })}
        onClick={() => openDial(call.party.number)}
      />
    </li>
  );
}
