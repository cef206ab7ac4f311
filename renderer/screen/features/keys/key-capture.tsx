import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chord, chordOf, isForInputMethod } from './chord.ts';
import { takesKeysAttribute } from './use-keys.ts';

type KeyCaptureProps = { readonly onChord: (chord: Chord) => void; readonly onCancel: () => void };

/** Waits for the next key. Escape and leaving cancel; keys of an input method are let through to it. */
export function KeyCapture({ onChord, onCancel }: KeyCaptureProps) {
  const { t } = useTranslation('keys');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const press = event.nativeEvent;
    if (isForInputMethod(press)) return;
    const chord = chordOf(press);
    if (chord === null || chord === 'Tab' || chord === 'Shift+Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (chord === 'Escape') onCancel();
    else onChord(chord);
  };

  return (
    <Button
      ref={button}
      type="primary"
      size="small"
      className="nh-key-capture"
      title={t('page.cancel')}
      data-testid="key-capture"
      onKeyDown={onKeyDown}
      onBlur={onCancel}
      {...{ [takesKeysAttribute]: '' }}
    >
      {t('page.press')}
    </Button>
  );
}
