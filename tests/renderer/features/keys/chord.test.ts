import { describe, expect, it } from 'vitest';
import { capsOf, chordOf, isForInputMethod, type KeyPress, writesText } from '#renderer/screen/features/keys/chord.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

describe('a chord', () => {
  it.each([
    [press('F2'), 'F2'],
    [press('KeyA', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+KeyA'],
    [press('KeyA', { altKey: true, shiftKey: true }), 'Alt+Shift+KeyA'],
    [press('NumpadEnter', { ctrlKey: true }), 'Ctrl+Enter'],
  ])('names the place of the key and its modifiers in one order', (event, chord) => {
    expect(chordOf(event)).toBe(chord);
  });

  it.each(['ShiftLeft', 'ControlRight', 'AltLeft', 'MetaLeft'])('is nothing while only %s is down', (code) => {
    expect(chordOf(press(code, { shiftKey: true, ctrlKey: true }))).toBeNull();
  });

  it('that an input method is composing belongs to it, by isComposing and by key code 229', () => {
    expect(isForInputMethod(press('F2', { isComposing: true }))).toBe(true);
    expect(isForInputMethod(press('KeyN', { keyCode: 229 }))).toBe(true);
    expect(isForInputMethod(press('F2'))).toBe(false);
  });

  it('writes text when no Ctrl or Alt is held and the key is not a function key', () => {
    expect(['KeyA', 'Shift+Slash', 'Digit1', 'Space'].map(writesText)).toEqual([true, true, true, true]);
    expect(['F2', 'Ctrl+Enter', 'Alt+Shift+KeyA', 'Escape'].map(writesText)).toEqual([false, false, false, false]);
  });

  it('is shown by its keycaps', () => {
    expect(capsOf('Alt+Shift+KeyA')).toEqual(['Alt', 'Shift', 'A']);
    expect(capsOf('Ctrl+Enter')).toEqual(['Ctrl', '↵']);
    expect(capsOf('Shift+Slash')).toEqual(['?']);
  });
});
