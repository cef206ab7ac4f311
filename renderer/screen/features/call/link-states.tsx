import { useTranslation } from 'react-i18next';
import type { SeatState } from '#shared/bridge/state.ts';
import { useSeat } from '../../stores/seat-context.ts';

type Light = 'live' | 'warn' | 'bad' | 'off';

const lineLights = {
  off: 'off',
  connecting: 'warn',
  registered: 'live',
  down: 'bad',
  elsewhere: 'bad',
} satisfies Record<SeatState['line']['phase'], Light>;

const centreLights = {
  off: 'off',
  connecting: 'warn',
  online: 'live',
  offline: 'warn',
  'signed-out': 'warn',
} satisfies Record<SeatState['centre']['phase'], Light>;

const microphoneLights = {
  unknown: 'off',
  ok: 'live',
  none: 'bad',
  refused: 'bad',
  lost: 'bad',
  busy: 'bad',
} satisfies Record<SeatState['media']['microphone'], Light>;

/** Three lights: can calls reach me, is my work safe, am I heard. Words beside each, so that colour is never alone. */
export function LinkStates() {
  const { t } = useTranslation('call');
  const line = useSeat((state) => state.line.phase);
  const centre = useSeat((state) => state.centre.phase);
  const microphone = useSeat((state) => state.media.microphone);
  const label = useSeat((state) => state.pbx.label);
  return (
    <div className="nh-links">
      <span title={label} data-testid="line-state" data-state={line}>
        <i className={`nh-dot nh-dot-${lineLights[line]}`} />
        {t('line.title')} {t(`line.${line}`)}
      </span>
      <span data-testid="centre-state" data-state={centre}>
        <i className={`nh-dot nh-dot-${centreLights[centre]}`} />
        {t('centre.title')} {t(`centre.${centre}`)}
      </span>
      <span data-testid="microphone-state" data-state={microphone}>
        <i className={`nh-dot nh-dot-${microphoneLights[microphone]}`} />
        {t('microphone.title')} {t(`microphone.${microphone}`)}
      </span>
    </div>
  );
}
