import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { KeyAction } from '#shared/bridge/settings.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useScreen, useScreenActions } from '../../stores/use-screen.ts';
import { barButtons } from './bar-buttons.ts';
import { EndKey } from './end-key.tsx';
import { icons } from './icons.tsx';
import { KeyButton } from './key-button.tsx';
import { Keypad } from './keypad.tsx';
import type { CallActions } from './use-call-actions.ts';

export type KeyHints = Readonly<Partial<Record<KeyAction, string>>>;

type KeyRowProps = { readonly actions: CallActions; readonly keyHints: KeyHints };

/** The fixed row: always the same buttons in the same places; only their state changes. */
export function KeyRow({ actions, keyHints }: KeyRowProps) {
  const { t } = useTranslation('call');
  const { calls, line } = useSeat(useShallow((state) => ({ calls: state.calls, line: state.line })));
  const keypadOpen = useScreen((view) => view.keypadOpen);
  const { setKeypad } = useScreenActions();
  const can = barButtons({ calls, line });
  return (
    <div className="nh-bar-keys" role="toolbar" aria-label={t('bar')}>
      <KeyButton
        testId="call-answer"
        icon={icons.answer}
        label={t('answer')}
        name={t('answer')}
        keyHint={keyHints.answer ?? ''}
        disabled={!can.answer}
        look={can.answer ? 'go' : 'plain'}
        onPress={actions.answer}
      />
      <KeyButton
        testId="call-hold"
        icon={can.hold.held ? icons.resume : icons.hold}
        label={t(can.hold.held ? 'resume' : 'hold')}
        name={t(can.hold.held ? 'resume' : 'hold')}
        keyHint={keyHints.hold ?? ''}
        disabled={!can.hold.on}
        busy={can.hold.busy}
        look={can.hold.held ? 'lit' : 'plain'}
        onPress={actions.holdOrResume}
      />
      <KeyButton
        testId="call-mute"
        icon={can.mute.muted ? icons.muted : icons.mute}
        label={t(can.mute.muted ? 'unmuteShort' : 'mute')}
        name={t(can.mute.muted ? 'unmute' : 'mute')}
        keyHint={keyHints.mute ?? ''}
        disabled={!can.mute.on}
        pressed={can.mute.muted}
        look={can.mute.muted ? 'lit' : 'plain'}
        onPress={actions.muteOrNot}
      />
      <Popover
        open={keypadOpen && can.keypad}
        onOpenChange={(open) => {
          // The button itself opens it; a click outside or Escape closes it.
          if (!open) setKeypad(false);
        }}
        trigger="click"
        placement="bottom"
        destroyOnHidden
        content={<Keypad />}
      >
        <span>
          <KeyButton
            testId="call-keypad"
            icon={icons.keypad}
            label={t('keypad')}
            name={t('keypad')}
            keyHint={keyHints.keypad ?? ''}
            disabled={!can.keypad}
            pressed={keypadOpen}
            onPress={actions.toggleKeypad}
          />
        </span>
      </Popover>
      <KeyButton
        testId="call-transfer"
        icon={icons.transfer}
        label={t('transfer')}
        name={t(can.transfer && can.answer ? 'sendElsewhere' : 'transfer')}
        keyHint={keyHints.transfer ?? ''}
        disabled={!can.transfer}
        onPress={actions.transfer}
      />
      <KeyButton
        testId="call-conference"
        icon={icons.conference}
        label={t(can.conference.joined ? 'split' : 'conference')}
        name={t(can.conference.joined ? 'split' : 'conference')}
        keyHint=""
        disabled={!can.conference.on}
        pressed={can.conference.joined}
        onPress={actions.conference}
      />
      <KeyButton
        testId="call-dial"
        icon={icons.dial}
        label={t('dial')}
        name={t('dial')}
        keyHint={keyHints.dial ?? ''}
        disabled={!can.dial}
        onPress={actions.dial}
      />
      <EndKey on={can.end.on} declines={can.end.declines} keyHints={keyHints} onPress={actions.end} />
    </div>
  );
}
