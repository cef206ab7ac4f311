import { CloseOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyAction, Settings } from '#shared/bridge/settings.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { type Chord, labelOf } from './chord.ts';
import { KeyCapture } from './key-capture.tsx';
import { actionGroups, conflictsIn, keysInForce, type NotOffered, ownerOf, whyNotOffered } from './key-map.ts';
import './keys.css';
import { Keycap } from './keycap.tsx';

/** The schema's own limit (shared/bridge/settings.ts). */
const mostChords = 3;

type Trouble =
  | { readonly action: KeyAction; readonly chord: Chord; readonly why: NotOffered }
  | { readonly action: KeyAction; readonly chord: Chord; readonly slot: number; readonly owner: KeyAction };

/** Where keys are changed by pressing them. A key that another action has is moved only when the agent says so. */
export function KeysPanel() {
  const { t } = useTranslation('keys');
  const { message } = App.useApp();
  const ask = useAsk();
  const own = useSeat((state) => state.settings.keys);
  const shell = useSeat((state) => state.shell);
  const map = keysInForce(own, shell);
  const [capturing, setCapturing] = useState<{ readonly action: KeyAction; readonly slot: number } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const store = (keys: Settings['keys']): void => {
    void ask('settings.change', { patch: { keys } });
  };
  const withChord = (action: KeyAction, slot: number, chord: Chord): Chord[] => {
    const chords = [...map[action]];
    chords[slot] = chord;
    return [...new Set(chords)].slice(0, mostChords);
  };
  const take = (action: KeyAction, slot: number, chord: Chord): void => {
    setCapturing(null);
    const why = whyNotOffered(chord, shell);
    const owner = ownerOf(map, chord, action);
    if (why !== null) setTrouble({ action, chord, why });
    else if (owner !== null) setTrouble({ action, chord, slot, owner });
    else {
      setTrouble(null);
      store({ ...own, [action]: withChord(action, slot, chord) });
    }
  };
  const moveHere = (from: Extract<Trouble, { owner: KeyAction }>): void => {
    setTrouble(null);
    store({
      ...own,
      [from.owner]: map[from.owner].filter((chord) => chord !== from.chord),
      [from.action]: withChord(from.action, from.slot, from.chord),
    });
  };
  const reset = (action: KeyAction): void => {
    const { [action]: _gone, ...rest } = own;
    setTrouble(null);
    store(rest);
  };

  return (
    <div className="nh-keys" data-testid="keys-panel">
      <div className="nh-keys-head">
        <p>
          {t('page.intro')} {shell === 'web' && t('page.web')}
        </p>
        <Button
          icon={<UndoOutlined />}
          disabled={Object.keys(own).length === 0}
          onClick={() => {
            setTrouble(null);
            store({});
            void message.success(t('page.resetDone'));
          }}
        >
          {t('page.resetAll')}
        </Button>
      </div>
      {conflictsIn(map).map(({ chord, actions }) => (
        <Alert
          key={chord}
          type="error"
          showIcon
          title={t('page.conflictNow', {
            key: labelOf(chord),
            actions: actions.map((action) => t(`action.${action}`)).join(' · '),
          })}
        />
      ))}
      {actionGroups.map(({ group, actions }) => (
        <section key={group} className="nh-keys-group">
          <h3>{t(`groups.${group}`)}</h3>
          {actions.map((action) => (
            <div key={action} className="nh-keys-row" data-testid={`keys-${action}`}>
              <span className="nh-keys-name">{t(`action.${action}`)}</span>
              <span className="nh-keys-chords">
                {map[action].map((chord, slot) =>
                  capturing?.action === action && capturing.slot === slot ? (
                    <KeyCapture
                      key={chord}
                      onChord={(pressed) => take(action, slot, pressed)}
                      onCancel={() => setCapturing(null)}
                    />
                  ) : (
                    <span key={chord} className="nh-keys-chord">
                      <Button
                        size="small"
                        type="text"
                        aria-label={t('page.edit', { key: labelOf(chord) })}
                        onClick={() => setCapturing({ action, slot })}
                      >
                        <Keycap chord={chord} />
                      </Button>
                      <Button
                        size="small"
                        type="text"
                        className="nh-keys-remove"
                        icon={<CloseOutlined />}
                        aria-label={t('page.remove', { key: labelOf(chord) })}
                        onClick={() => store({ ...own, [action]: map[action].filter((other) => other !== chord) })}
                      />
                    </span>
                  ),
                )}
                {capturing?.action === action && capturing.slot === map[action].length ? (
                  <KeyCapture
                    onChord={(pressed) => take(action, map[action].length, pressed)}
                    onCancel={() => setCapturing(null)}
                  />
                ) : (
                  map[action].length < mostChords && (
                    <Button
                      size="small"
                      type="dashed"
                      icon={<PlusOutlined />}
                      onClick={() => setCapturing({ action, slot: map[action].length })}
                    >
                      {t('page.add')}
                    </Button>
                  )
                )}
              </span>
              <Button size="small" type="link" disabled={own[action] === undefined} onClick={() => reset(action)}>
                {t('page.reset')}
              </Button>
              {trouble?.action === action && (
                <div className="nh-keys-trouble" role="alert">
                  {'why' in trouble ? (
                    t(`page.why.${trouble.why}`, { key: labelOf(trouble.chord) })
                  ) : (
                    <>
                      {t('page.conflict', { key: labelOf(trouble.chord), other: t(`action.${trouble.owner}`) })}
                      <Button size="small" onClick={() => moveHere(trouble)}>
                        {t('page.takeIt')}
                      </Button>
                      <Button size="small" type="text" onClick={() => setTrouble(null)}>
                        {t('page.keepIt')}
                      </Button>
                    </>
                  )}
                </div>
              )}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
