import { ArrowDownOutlined, ArrowUpOutlined, RedoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallLogEntry } from '#shared/bridge/requests.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useRequest } from '../../stores/use-ask.ts';
import { maskedText, whenText } from '../../ui/format.ts';

const looked = 40;
const shown = 6;

type RecentNumbersProps = { readonly onPick: (number: string) => void; readonly showRedial: boolean };

/** The numbers last talked with, each once; and the one dialled last, ready to be called again. */
export function RecentNumbers({ onPick, showRedial }: RecentNumbersProps) {
  const { t } = useTranslation('dial');
  const request = useRequest();
  const timeZone = useSeat((state) => state.settings.timeZone);
  const [calls, setCalls] = useState<readonly CallLogEntry[]>([]);

  useEffect(() => {
    let isCurrent = true;
    void request('log.calls', { limit: looked }).then((reply) => {
      if (isCurrent && reply.ok) setCalls(reply.value.calls.filter((call) => call.party.number !== ''));
    });
    return () => {
      isCurrent = false;
    };
  }, [request]);

  const lastDialled = calls.find((call) => call.direction === 'out')?.party.number;
  const byNumber = calls.filter((call, at) => calls.findIndex((other) => other.party.number === call.party.number) === at);
  if (calls.length === 0) return <p className="nh-dial-none">{t('noRecent')}</p>;
  return (
    <>
      {showRedial && lastDialled !== undefined && (
        <Button block icon={<RedoOutlined />} data-testid="dial-redial" onClick={() => onPick(lastDialled)}>
          {t('redial', { number: maskedText(lastDialled) })}
        </Button>
      )}
      <ul className="nh-dial-recent">
        {byNumber.slice(0, shown).map((call) => (
          <li key={call.id}>
            <button type="button" onClick={() => onPick(call.party.number)}>
              {call.direction === 'in' ? <ArrowDownOutlined /> : <ArrowUpOutlined />}
              <span>{call.customerName ?? maskedText(call.party.number)}</span>
              <time className="nh-num">{whenText(call.offeredAtMs, Date.now(), timeZone)}</time>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
