import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Transfer } from '#shared/call/call.ts';
import { callById } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { Clock } from '../../ui/clock.tsx';
import './strips.css';

/** While a transfer or a three-way talk is under way: where it stands, and every way out of it, in one row under the bar. */
export function TransferStrip() {
  const transfer = useSeat((state) => state.calls.transfer);
  const joined = useSeat((state) => state.calls.conference.length > 0);
  if (joined) return <ThreeStrip />;
  return transfer ? <OneStrip transfer={transfer} /> : null;
}

function useTargetName(to: string): string {
  const name = useSeat((state) => state.colleagues.find((one) => one.number === to)?.name);
  return name ? `${name} ${to}` : to;
}

function OneStrip({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation('call');
  const ask = useAsk();
  const to = useTargetName(transfer.to);
  const heldSinceMs = useSeat((state) => {
    const customer = callById(state.calls, transfer.customerCallId);
    return customer?.phase === 'active' ? customer.holdSinceMs : null;
  });
  const waits = heldSinceMs !== null && (
    <span className="nh-strip-wait">
      {t('strip.customerWaits')} <Clock sinceMs={heldSinceMs} />
    </span>
  );

  if (transfer.phase === 'failed') {
    const gone = transfer.failure === 'customer-gone';
    return (
      <div className="nh-strip nh-strip-bad" role="alert" data-testid="transfer-strip">
        <b>{gone ? t('strip.failedGone') : t('strip.failed', { why: t(`transferFailure.${transfer.failure ?? 'failed'}`) })}</b>
        {!gone && waits}
        {!gone && (
          <span className="nh-strip-acts">
            <Button
              type="primary"
              data-testid="transfer-back"
              onClick={() => void ask('call.resume', { callId: transfer.customerCallId })}
            >
              {t('strip.back')}
            </Button>
          </span>
        )}
      </div>
    );
  }
  if (transfer.kind === 'blind') {
    return (
      <div className="nh-strip" role="status" data-testid="transfer-strip">
        <b>
          {transfer.phase === 'holding'
            ? t('strip.holding')
            : t(transfer.phase === 'ringing' ? 'strip.blindRinging' : 'strip.blind', { to })}
        </b>
        {waits}
      </div>
    );
  }
  const talking = transfer.phase === 'talking';
  return (
    <div className="nh-strip" role="status" data-testid="transfer-strip">
      <b>{t(`strip.${transfer.phase}`, { to })}</b>
      {waits}
      {transfer.phase !== 'completing' && (
        <span className="nh-strip-acts">
          {talking && (
            <>
              <Button type="primary" data-testid="transfer-complete" onClick={() => void ask('transfer.complete', {})}>
                {t('strip.complete')}
              </Button>
              <Button data-testid="transfer-three" onClick={() => void ask('conference.start', {})}>
                {t('strip.makeThree')}
              </Button>
              <Button data-testid="transfer-swap" onClick={() => void ask('call.swap', {})}>
                {t('strip.swap')}
              </Button>
            </>
          )}
          <Button data-testid="transfer-back" onClick={() => void ask('transfer.back', {})}>
            {t(talking ? 'strip.back' : 'strip.cancelBack')}
          </Button>
        </span>
      )}
    </div>
  );
}

function ThreeStrip() {
  const { t } = useTranslation('call');
  const ask = useAsk();
  return (
    <div className="nh-strip nh-strip-live" role="status" data-testid="conference-strip">
      <b>{t('strip.three')}</b>
      <span className="nh-strip-acts">
        <Button data-testid="conference-split" onClick={() => void ask('conference.split', {})}>
          {t('strip.split')}
        </Button>
      </span>
    </div>
  );
}
