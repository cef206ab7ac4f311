import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useSeat } from '../../stores/seat-context.ts';
import { AgentStateMenu } from './agent-state.tsx';
import { CallTile } from './call-tile.tsx';
import { type KeyHints, KeyRow } from './key-row.tsx';
import { LinkStates } from './link-states.tsx';
import type { CallActions } from './use-call-actions.ts';
import './call-bar.css';

type CallBarProps = { readonly actions: CallActions; readonly keyHints: KeyHints };

/** Always there, on every page: state, calls, the fixed row of buttons, the three lights. */
export function CallBar({ actions, keyHints }: CallBarProps) {
  const { t } = useTranslation('call');
  const callIds = useSeat(useShallow((state) => state.calls.calls.map((call) => call.id)));
  const practice = useSeat((state) => state.pbx.practice);
  return (
    <header className={`nh-bar ${practice ? 'nh-bar-practice' : ''}`}>
      <AgentStateMenu keyHint={keyHints.ready ?? ''} />
      {practice && (
        <span title={t('practiceWhat')} className="nh-practice-flag" data-testid="practice-flag">
          {t('practiceFlag')}
        </span>
      )}
      <section className="nh-tiles" aria-label={t('calls')}>
        {callIds.map((id) => (
          <CallTile key={id} callId={id} actions={actions} />
        ))}
      </section>
      <KeyRow actions={actions} keyHints={keyHints} />
      <LinkStates />
    </header>
  );
}
