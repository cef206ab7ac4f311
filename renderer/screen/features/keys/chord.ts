/**
 * A chord is one key with its modifiers in KeyboardEvent.code notation: "F2", "Ctrl+Enter", "Alt+Shift+KeyA".
 * Modifiers stand in the order Ctrl, Alt, Shift, Meta. Codes name the place on the keyboard, so that a chord is the
 * same key under every input method and layout (UI Events, KeyboardEvent.code).
 */
export type Chord = string;

/** What is read from a KeyboardEvent; a structural part of it, so that rules can be tested without a page. */
export type KeyPress = {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
};

const modifierCodes = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$/;

/**
 * Is an input method composing? 229 is what browsers report for a key that the input method has taken before
 * `isComposing` is set (the first key of a composition). UI Events, "Composition Events".
 */
export function isForInputMethod(press: KeyPress): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** The chord of a key press, or null while only modifiers are down. The numeric pad's Enter counts as Enter. */
export function chordOf(press: KeyPress): Chord | null {
  if (press.code === '' || modifierCodes.test(press.code)) return null;
  const key = press.code === 'NumpadEnter' ? 'Enter' : press.code;
  const parts: string[] = [];
  if (press.ctrlKey) parts.push('Ctrl');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey) parts.push('Shift');
  if (press.metaKey) parts.push('Meta');
  return [...parts, key].join('+');
}

type Parts = {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  readonly key: string;
};

export function partsOf(chord: Chord): Parts {
  const parts = chord.split('+');
  const key = parts[parts.length - 1] ?? '';
  const held = new Set(parts.slice(0, -1));
  return { ctrl: held.has('Ctrl'), alt: held.has('Alt'), shift: held.has('Shift'), meta: held.has('Meta'), key };
}

/** Would this chord put a character into a field? Then it is not taken while the focus is in one. */
export function writesText(chord: Chord): boolean {
  const { ctrl, alt, meta, key } = partsOf(chord);
  if (ctrl || alt || meta) return false;
  return !/^(F\d{1,2}|Escape|Insert|Pause|ScrollLock|ContextMenu)$/.test(key);
}

const names: Readonly<Record<string, string>> = {
  Slash: '/',
  Backslash: '\\',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
  Escape: 'Esc',
  Enter: '↵',
  Space: 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The keycaps of a chord as they are shown, e.g. ["Alt", "Shift", "A"]; "?" for the key that writes it. */
export function capsOf(chord: Chord): string[] {
  if (chord === 'Shift+Slash') return ['?'];
  const { ctrl, alt, shift, meta, key } = partsOf(chord);
  const cap = names[key] ?? key.replace(/^(Key|Digit)/, '').replace(/^Numpad/, 'Num ');
  return [...(ctrl ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), ...(meta ? ['Meta'] : []), cap];
}

/** A chord in one word for a tooltip or a corner of a button: "Alt+Shift+A". */
export function labelOf(chord: Chord): string {
  return capsOf(chord).join('+');
}
