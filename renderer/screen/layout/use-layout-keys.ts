import { useMemo } from 'react';
import { KeyAction } from '#shared/bridge/settings.ts';
import type { KeyHints } from '../features/call/key-row.tsx';
import type { CallActions } from '../features/call/use-call-actions.ts';
import { labelOf } from '../features/keys/chord.ts';
import { useKeyMap, useKeys } from '../features/keys/use-keys.ts';
import { useScreenActions } from '../stores/use-screen.ts';

/** Binds the keys to what they do, and names the first key of each action for the buttons. */
export function useLayoutKeys(actions: CallActions): KeyHints {
  const screen = useScreenActions();
  const map = useKeyMap();
  useKeys(
    useMemo(
      () => ({
        answer: () => actions.answer(),
        decline: () => actions.decline(),
        hold: actions.holdOrResume,
        mute: actions.muteOrNot,
        keypad: actions.toggleKeypad,
        transfer: actions.transfer,
        end: actions.end,
        dial: actions.dial,
        ready: actions.readyOrNot,
        situations: screen.askSituations,
        'save-ticket': screen.askSave,
        search: () => screen.setFind(true),
        help: () => screen.setHelp(true),
      }),
      [actions, screen],
    ),
  );
  return useMemo(() => {
    const hints: Partial<Record<KeyAction, string>> = {};
    for (const action of KeyAction.options) {
      const first = map[action][0];
      if (first !== undefined) hints[action] = labelOf(first);
    }
    return hints;
  }, [map]);
}
