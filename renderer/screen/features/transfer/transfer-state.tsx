import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { Clock } from '../../ui/clock.tsx';

/** Whether the customer is waiting already, and how the last try went. */
export function TransferState({ callId }: { readonly callId: CallId }) {
  const { t } = useTranslation('transfer');
  const call = useSeat((state) => state.calls.calls.find((one) => one.id === callId) ?? null);
  const transfer = useSeat((state) => state.calls.transfer);
  const isHeld = call?.phase === 'active' && (call.hold === 'local' || call.hold === 'both');
  if (transfer?.customerCallId === callId && transfer.failure !== null) {
    return (
      <Alert className="nh-transfer-state" type="error" showIcon title={t(`failure.${transfer.failure}`, { to: transfer.to })} />
    );
  }
  return (
    <Alert
      className="nh-transfer-state"
      type="warning"
      showIcon={false}
      title={
        <span className="nh-transfer-held">
          {t(isHeld ? 'held' : 'holding')}
          {isHeld && call.holdSinceMs !== null && <Clock sinceMs={call.holdSinceMs} />}
        </span>
      }
    />
  );
}
