import { useTranslation } from 'react-i18next';
import type { CallId } from '#shared/call/call.ts';
import { callById } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { clockText } from '../../ui/format.ts';

/** How the call came here: queue and waiting time, and the number that was dialled. Nothing when the PBX said nothing. */
export function CallOrigin({ callId }: { readonly callId: CallId }) {
  const { t } = useTranslation('customer');
  const call = useSeat((state) => callById(state.calls, callId));
  if (!call) return null;
  const parts =
    call.direction === 'out'
      ? [t('outgoing')]
      : [
          call.queue && t('queue', { queue: call.queue.name, waited: clockText(call.queue.waitedMs) }),
          call.dialled && t('dialled', { number: call.dialled }),
        ].filter((part) => part !== null && part !== '');
  if (parts.length === 0) return null;
  return (
    <>
      <dt>{t('came')}</dt>
      <dd className="nh-wrap">{parts.join(' · ')}</dd>
    </>
  );
}
