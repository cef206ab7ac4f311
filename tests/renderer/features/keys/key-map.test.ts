import { describe, expect, it } from 'vitest';
import {
  actionOf,
  conflictsIn,
  defaultKeys,
  keysInForce,
  ownerOf,
  whyNotOffered,
} from '#renderer/screen/features/keys/key-map.ts';

describe('the keys in force', () => {
  it.each(['web', 'desktop'] as const)('have defaults in the %s shell that are all offered there and never conflict', (shell) => {
    const map = defaultKeys(shell);
    for (const chord of Object.values(map).flat()) {
      if (chord !== 'Ctrl+Enter') expect([chord, whyNotOffered(chord, shell)]).toEqual([chord, null]);
    }
    expect(conflictsIn(map)).toEqual([]);
  });

  it('bind nothing that belongs to an input method', () => {
    for (const shell of ['web', 'desktop'] as const) {
      const all = Object.values(defaultKeys(shell)).flat();
      expect(all).not.toContain('Ctrl+Space');
      expect(all.some((chord) => /^(Ctrl\+)?(Alt\+)?Shift$/.test(chord))).toBe(false);
    }
    expect(whyNotOffered('Ctrl+Space', 'desktop')).toBe('input-method');
    expect(whyNotOffered('Shift+Space', 'web')).toBe('input-method');
  });

  it('use Alt+Shift where a tab keeps Ctrl+Shift letters and F12 for itself', () => {
    expect(actionOf(defaultKeys('web'), 'Alt+Shift+KeyA')).toBe('answer');
    expect(actionOf(defaultKeys('desktop'), 'Ctrl+Shift+KeyA')).toBe('answer');
    expect(whyNotOffered('F12', 'web')).toBe('browser');
    expect(whyNotOffered('Ctrl+Shift+KeyT', 'web')).toBe('browser');
    expect(whyNotOffered('Ctrl+Shift+KeyT', 'desktop')).toBeNull();
  });

  it('are the agent’s own over the defaults, and leave out what this shell cannot take', () => {
    const own = { answer: ['F9'], ready: ['F12'] };
    expect(keysInForce(own, 'desktop').ready).toEqual(['F12']);
    expect(keysInForce(own, 'web').ready).toEqual([]);
    expect(keysInForce(own, 'web').hold).toEqual(defaultKeys('web').hold);
  });

  it('show a chord that two actions claim', () => {
    const map = keysInForce({ answer: ['F9'] }, 'desktop');
    expect(conflictsIn(map)).toEqual([{ chord: 'F9', actions: ['answer', 'end'] }]);
    expect(ownerOf(map, 'F9', 'answer')).toBe('end');
    expect(ownerOf(map, 'F4', 'hold')).toBeNull();
  });

  it('never take plain letters, the clipboard, or the keys that move in a form', () => {
    expect(
      ['KeyA', 'Digit1', 'Ctrl+KeyC', 'Enter', 'Tab', 'ArrowUp', 'Meta+KeyK'].map((chord) => whyNotOffered(chord, 'desktop')),
    ).toEqual(['writes-text', 'writes-text', 'way-around', 'way-around', 'way-around', 'way-around', 'system']);
  });
});
