import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { NotReadyReason } from '#shared/agent/agent.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { currentCall, isHeldHere, ringingCall } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { Clock } from '../../ui/clock.tsx';

type Doing = {
  readonly what: 'ready' | 'not-ready' | 'ringing' | 'talking' | 'held' | 'calling';
  readonly sinceMs: number;
};

/** What the agent is in the middle of: a call before the state that the agent chose. */
export function doing(state: Pick<SeatState, 'calls' | 'agent'>): Doing {
  const call = currentCall(state.calls) ?? ringingCall(state.calls);
  if (call?.phase === 'ringing') return { what: 'ringing', sinceMs: call.offeredAtMs };
  if (call?.phase === 'active') return { what: isHeldHere(call) ? 'held' : 'talking', sinceMs: call.answeredAtMs };
  if (call?.phase === 'dialling' || call?.phase === 'alerting') return { what: 'calling', sinceMs: call.offeredAtMs };
  return { what: state.agent.phase, sinceMs: state.agent.sinceMs };
}

/** Ready or not, with its clock, and in one line whether calls can reach this seat. */
export function AgentStateMenu({ keyHint }: { readonly keyHint: string }) {
  const { t } = useTranslation('call');
  const ask = useAsk();
  const agent = useSeat((state) => state.agent);
  const what = useSeat((state) => doing(state).what);
  const sinceMs = useSeat((state) => doing(state).sinceMs);
  const reached = useSeat((state) => state.line.phase === 'registered');
  const inCall = what !== 'ready' && what !== 'not-ready';
  const chosen = agent.phase === 'ready' ? t('state.ready') : t(`notReady.${agent.reason}`);

  const under = !reached
    ? t('state.notReached')
    : inCall
      ? t('state.inCall', { next: chosen })
      : agent.phase === 'ready'
        ? t('state.reached')
        : t('state.onlyDirect', { reason: chosen });
  const colour = !reached ? 'bad' : what === 'held' || what === 'not-ready' ? 'warn' : what === 'ringing' ? 'accent' : 'live';

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [agent.phase === 'ready' ? 'ready' : agent.reason],
        items: [
          { key: 'ready', label: t('state.ready'), extra: keyHint },
          { type: 'divider' },
          {
            type: 'group',
            label: t('state.not-ready'),
            children: NotReadyReason.options.map((reason) => ({ key: reason, label: t(`notReady.${reason}`) })),
          },
        ],
        onClick: ({ key }) => {
          const reason = NotReadyReason.safeParse(key);
          void (reason.success ? ask('agent.not-ready', { reason: reason.data }) : ask('agent.ready', {}));
        },
      }}
    >
      <Button
        className="nh-state"
        data-testid="agent-state"
        data-state={what}
        aria-label={`${t(`state.${what}`)} · ${under} · ${t('state.menu')}`}
      >
        <span className="nh-state-top">
          <i className={`nh-dot nh-dot-${colour}`} />
          <b>{t(`state.${what}`)}</b>
          <Clock sinceMs={sinceMs} className="nh-state-clock" />
          <DownOutlined className="nh-state-arrow" />
        </span>
        <span className={`nh-state-under ${reached ? '' : 'nh-bad'}`}>{under}</span>
      </Button>
    </Dropdown>
  );
}
