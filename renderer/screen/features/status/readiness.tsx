import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { Panel } from '../../ui/panel.tsx';
import { RecentCalls } from './recent-calls.tsx';

type Check = { readonly name: string; readonly text: string; readonly light: 'live' | 'warn' | 'bad' | 'off' };

/** Between calls, in the customer's place: can calls reach me, would I be heard, is my work safe. */
export function Readiness() {
  const { t } = useTranslation('status');
  const { t: call } = useTranslation('call');
  const ask = useAsk();
  const { goTo } = useScreenActions();
  const line = useSeat((state) => state.line.phase);
  const agent = useSeat((state) => state.agent);
  const microphone = useSeat((state) => state.media.microphone);
  const soundBlocked = useSeat((state) => state.media.soundBlocked);
  const centre = useSeat((state) => state.centre.phase);
  const missed = useSeat((state) => state.missedUnseen);

  const registered = line === 'registered';
  const ready = agent.phase === 'ready';
  const heard = microphone === 'ok' || microphone === 'unknown';
  const checks: Check[] = [
    { name: t('ready.line'), text: t(registered ? 'ready.lineOk' : 'ready.lineNot'), light: registered ? 'live' : 'bad' },
    {
      name: t('ready.agent'),
      text: agent.phase === 'ready' ? t('ready.agentReady') : t('ready.agentNot', { reason: call(`notReady.${agent.reason}`) }),
      light: ready ? 'live' : 'warn',
    },
    {
      name: t('ready.microphone'),
      text: t(
        microphone === 'ok' ? 'ready.microphoneOk' : microphone === 'unknown' ? 'ready.microphoneUnknown' : 'ready.microphoneNot',
      ),
      light: microphone === 'ok' ? 'live' : microphone === 'unknown' ? 'off' : 'bad',
    },
    { name: t('ready.sound'), text: t(soundBlocked ? 'ready.soundNot' : 'ready.soundOk'), light: soundBlocked ? 'bad' : 'live' },
    {
      name: t('ready.centre'),
      text: t(centre === 'online' ? 'ready.centreOk' : centre === 'off' ? 'ready.centreOff' : 'ready.centreNot'),
      light: centre === 'online' ? 'live' : centre === 'off' ? 'off' : 'warn',
    },
  ];
  const allSet = registered && ready && heard && !soundBlocked;
  return (
    <Panel label={t(allSet ? 'ready.title' : 'ready.notYet')} testId="readiness">
      <div className="nh-section">
        <h2 className="nh-ready-title">{t(allSet ? 'ready.title' : 'ready.notYet')}</h2>
        <p className="nh-ready-hint">{t('ready.hint')}</p>
        <ul className="nh-checks">
          {checks.map((check) => (
            <li key={check.name}>
              <i className={`nh-dot nh-dot-${check.light}`} />
              <span className="nh-check-name">{check.name}</span>
              <span className={check.light === 'bad' ? 'nh-bad' : ''}>{check.text}</span>
            </li>
          ))}
        </ul>
        {!ready && (
          <Button type="primary" block onClick={() => void ask('agent.ready', {})} data-testid="become-ready">
            {t('ready.becomeReady')}
          </Button>
        )}
      </div>
      {missed > 0 && (
        <div className="nh-section">
          <Button block danger onClick={() => goTo('calls')} data-testid="missed-to-calls">
            {t('ready.missed', { count: missed })}
          </Button>
        </div>
      )}
      <RecentCalls />
    </Panel>
  );
}
