import { useTranslation } from 'react-i18next';
import { currentCall, deskOf } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useScreen } from '../../stores/use-screen.ts';
import { useNow } from '../../ui/use-now.ts';
import { icons } from './icons.tsx';
import { KeyButton } from './key-button.tsx';
import type { KeyHints } from './key-row.tsx';

type EndKeyProps = {
  readonly on: boolean;
  readonly declines: boolean;
  readonly keyHints: KeyHints;
  readonly onPress: () => void;
};

/** The last place of the row: decline while it only rings, else end; it asks for a second press, and counts the closing guard. */
export function EndKey({ on, declines, keyHints, onPress }: EndKeyProps) {
  const { t } = useTranslation('call');
  const guardUntilMs = useSeat((state) => deskOf(state.desks, currentCall(state.calls)?.id ?? null)?.closingGuardUntilMs ?? null);
  const armed = useScreen((view) => view.endArmed !== null);
  if (declines) {
    return (
      <KeyButton
        testId="call-decline"
        icon={icons.end}
        label={t('decline')}
        name={t('decline')}
        keyHint={keyHints.end ?? ''}
        look="end"
        onPress={onPress}
      />
    );
  }
  const name = armed ? `${t('pressAgain')} · ${t('end')}` : t('end');
  return (
    <KeyButton
      testId="call-end"
      icon={guardUntilMs !== null && on && !armed ? <GuardCount untilMs={guardUntilMs} fallback={icons.end} /> : icons.end}
      label={armed ? t('pressAgain') : guardUntilMs !== null && on ? <GuardLabel untilMs={guardUntilMs} /> : t('end')}
      name={guardUntilMs !== null && on && !armed ? `${t('end')} · ${t('guardHint')}` : name}
      keyHint={keyHints.end ?? ''}
      disabled={!on}
      look={armed ? 'armed' : on ? 'end' : 'plain'}
      onPress={onPress}
    />
  );
}

function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}

/** The seconds of the closing guard, then the button's own icon again. */
function GuardCount({ untilMs, fallback }: { readonly untilMs: number; readonly fallback: React.ReactNode }) {
  const left = secondsLeft(untilMs, useNow(untilMs));
  return left > 0 ? <b className="nh-guard-count">{left}</b> : fallback;
}

function GuardLabel({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation('call');
  return t(secondsLeft(untilMs, useNow(untilMs)) > 0 ? 'letCustomerFirst' : 'end');
}
