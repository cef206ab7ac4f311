import { useEffect, useMemo, useRef } from 'react';
import type { KeyAction } from '#shared/bridge/settings.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { chordOf, isForInputMethod, writesText } from './chord.ts';
import { actionOf, type KeyMap, keysInForce } from './key-map.ts';

/** Set on an element that wants the keys for itself: the field in which a new key is pressed. */
export const takesKeysAttribute = 'data-takes-keys';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** The keys in force on this seat, for labels and for the listener. */
export function useKeyMap(): KeyMap {
  const own = useSeat((state) => state.settings.keys);
  const shell = useSeat((state) => state.shell);
  return useMemo(() => keysInForce(own, shell), [own, shell]);
}

/**
 * Runs the handler of the action whose key is pressed, wherever the focus is. Leaves alone: keys of a composing input method,
 * characters while a field has the focus, repeats of a key held down, and actions without a handler.
 */
export function useKeys(handlers: Partial<Record<KeyAction, () => void>>): void {
  const map = useKeyMap();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isForInputMethod(event)) return;
      const chord = chordOf(event);
      const action = chord === null ? null : actionOf(map, chord);
      const handler = action === null ? undefined : latest.current[action];
      if (chord === null || handler === undefined) return;
      if (writesText(chord) && isTyping(event.target)) return;
      if (event.target instanceof Element && event.target.closest(`[${takesKeysAttribute}]`)) return;
      event.preventDefault();
      if (!event.repeat) handler();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [map]);
}
