import { KeyAction, type Settings } from '#shared/bridge/settings.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { type Chord, partsOf } from './chord.ts';

export type Shell = SeatState['shell'];
export type KeyMap = Readonly<Record<KeyAction, readonly Chord[]>>;

/** In the order of the help dialog: the call first, then work, then the seat. */
export const actionGroups = [
  { group: 'call', actions: ['answer', 'decline', 'hold', 'mute', 'keypad', 'transfer', 'end', 'dial'] },
  { group: 'work', actions: ['save-ticket', 'situations', 'search'] },
  { group: 'seat', actions: ['ready', 'help'] },
] as const satisfies readonly { group: string; actions: readonly KeyAction[] }[];

const desktopKeys: KeyMap = {
  answer: ['F2', 'Ctrl+Shift+KeyA'],
  decline: ['Ctrl+Shift+KeyR'],
  hold: ['F4', 'Ctrl+Shift+KeyH'],
  mute: ['F6', 'Ctrl+Shift+KeyM'],
  keypad: ['F7'],
  transfer: ['F8', 'Ctrl+Shift+KeyT'],
  end: ['F9'],
  situations: ['F10'],
  'save-ticket': ['Ctrl+Enter'],
  search: ['Ctrl+KeyK'],
  ready: ['F12'],
  dial: ['Ctrl+Shift+KeyD'],
  help: ['Shift+Slash'],
};

/** A tab keeps F12 and several Ctrl+Shift letters for itself: Alt+Shift with the same letters stands in for them. */
const webKeys: KeyMap = {
  ...desktopKeys,
  answer: ['F2', 'Alt+Shift+KeyA'],
  decline: ['Alt+Shift+KeyR'],
  hold: ['F4', 'Alt+Shift+KeyH'],
  mute: ['F6', 'Alt+Shift+KeyM'],
  transfer: ['F8', 'Alt+Shift+KeyT'],
  ready: ['Alt+Shift+KeyY'],
  dial: ['Alt+Shift+KeyD'],
};

export function defaultKeys(shell: Shell): KeyMap {
  return shell === 'web' ? webKeys : desktopKeys;
}

/** The keys in force: the agent's own over the defaults, without those that this shell cannot take. */
export function keysInForce(own: Settings['keys'], shell: Shell): KeyMap {
  const defaults = defaultKeys(shell);
  const entries = KeyAction.options.map((action): [KeyAction, readonly Chord[]] => {
    const chosen = own[action];
    const chords = chosen === undefined ? defaults[action] : chosen.filter((chord) => whyNotOffered(chord, shell) === null);
    return [action, chords];
  });
  // Object.fromEntries widens the keys; every action of the schema is present by construction.
  const map: Partial<Record<KeyAction, readonly Chord[]>> = Object.fromEntries(entries);
  return { ...defaults, ...map };
}

export function actionOf(map: KeyMap, chord: Chord): KeyAction | null {
  return KeyAction.options.find((action) => map[action].includes(chord)) ?? null;
}

/** Chords that belong to the input methods: Ctrl+Space, Shift+Space and every switch of keyboards. */
const inputMethodChords = new Set(['Ctrl+Space', 'Shift+Space', 'Ctrl+Shift+Space', 'Alt+Space', 'Meta+Space', 'Ctrl+Period']);

/** What browsers and their tabs keep: never delivered to a page, or shown to open something of the browser's own. */
const browserChords = new Set([
  'F1',
  'F3',
  'F5',
  'F11',
  'F12',
  'Ctrl+F4',
  'Ctrl+F5',
  'Ctrl+Tab',
  'Ctrl+Shift+Tab',
  'Ctrl+PageUp',
  'Ctrl+PageDown',
  'Ctrl+KeyN',
  'Ctrl+KeyT',
  'Ctrl+KeyW',
  'Ctrl+KeyL',
  'Ctrl+KeyP',
  'Ctrl+KeyR',
  'Alt+F4',
  'Alt+Home',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
]);

/** Keys that move in every form and dialog; an action on them would break the keyboard's own way around. */
const wayAround = /^(Tab|Enter|Space|Escape|Backspace|Delete|Arrow\w+|Home|End|PageUp|PageDown)$/;

export type NotOffered = 'input-method' | 'browser' | 'writes-text' | 'way-around' | 'system';

/** Why a chord cannot be given to an action in this shell, or null when it can. */
export function whyNotOffered(chord: Chord, shell: Shell): NotOffered | null {
  const { ctrl, alt, shift, meta, key } = partsOf(chord);
  if (inputMethodChords.has(chord)) return 'input-method';
  if (meta || chord === 'Alt+F4' || chord === 'Ctrl+Alt+Delete') return 'system';
  if (shell === 'web') {
    const letterWithCtrlShift = ctrl && shift && !alt && /^Key[A-Z]$/.test(key);
    if (browserChords.has(chord) || letterWithCtrlShift || (ctrl && /^Digit\d$/.test(key))) return 'browser';
  }
  if (chord === 'Shift+Slash') return null;
  const hasModifier = ctrl || alt;
  if (!hasModifier && wayAround.test(key)) return 'way-around';
  if (!hasModifier && !/^(F\d{1,2}|Insert|Pause|ScrollLock)$/.test(key)) return 'writes-text';
  // The clipboard and undo stay where every hand expects them.
  if (ctrl && !alt && !shift && /^Key[ACVXZYS]$/.test(key)) return 'way-around';
  return null;
}

export type Conflict = { readonly chord: Chord; readonly actions: readonly KeyAction[] };

/** Chords that more than one action claims: only the first would answer. */
export function conflictsIn(map: KeyMap): Conflict[] {
  const owners = new Map<Chord, KeyAction[]>();
  for (const action of KeyAction.options) {
    for (const chord of new Set(map[action])) owners.set(chord, [...(owners.get(chord) ?? []), action]);
  }
  return [...owners].filter(([, actions]) => actions.length > 1).map(([chord, actions]) => ({ chord, actions }));
}

/** The action that already has this chord, other than `action` itself. */
export function ownerOf(map: KeyMap, chord: Chord, action: KeyAction): KeyAction | null {
  return KeyAction.options.find((other) => other !== action && map[other].includes(chord)) ?? null;
}
