/**
 * The colours of the screen, once for both themes: Ant Design's tokens and our own CSS variables are made from them. Neutral greys,
 * one accent; bad only for what needs action now, warn for soon, live for voice. Pairs are held to WCAG 2.2 AA by a test.
 */
export type Palette = {
  /** Behind the panels. */
  readonly ground: string;
  readonly pane: string;
  /** What opens above the panels: menus, popovers, dialogs. */
  readonly raised: string;
  /** Recessed: headers of tables, segmented tracks, disabled keys. */
  readonly sunk: string;
  readonly line: string;
  /** Borders of things that can be operated: 3:1 against the pane. */
  readonly edge: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly accent: string;
  readonly accentBg: string;
  readonly live: string;
  readonly liveBg: string;
  readonly warn: string;
  readonly warnBg: string;
  readonly bad: string;
  readonly badBg: string;
  /** Text on a filled accent, live or bad button. */
  readonly onFill: string;
  /** The one stripe that says: these calls are practice. */
  readonly practice: string;
  readonly practiceBg: string;
};

export const lightPalette: Palette = {
  ground: '#f3f4f6',
  pane: '#ffffff',
  raised: '#ffffff',
  sunk: '#f6f7f9',
  line: '#e4e7eb',
  edge: '#878f9c',
  ink: '#1d2330',
  soft: '#535c6a',
  faint: '#646d7b',
  accent: '#2459d3',
  accentBg: '#eaf0fd',
  live: '#0f7454',
  liveBg: '#e3f5ee',
  warn: '#935000',
  warnBg: '#fdf1dd',
  bad: '#c02a2a',
  badBg: '#fdeaea',
  onFill: '#ffffff',
  practice: '#6a3fb5',
  practiceBg: '#f2ecfc',
};

export const darkPalette: Palette = {
  ground: '#14171c',
  pane: '#1c2027',
  raised: '#272d37',
  sunk: '#232831',
  line: '#313843',
  edge: '#6b7585',
  ink: '#e8ebf0',
  soft: '#adb6c3',
  faint: '#949eac',
  accent: '#82a9ff',
  accentBg: '#24304a',
  live: '#4fc79a',
  liveBg: '#17362b',
  warn: '#e8a852',
  warnBg: '#3b2d16',
  bad: '#ff8783',
  badBg: '#42201f',
  onFill: '#0d1420',
  practice: '#c3a6ff',
  practiceBg: '#30264a',
};

/** `--nh-accent-bg` and so on, on the document's root. By CSSOM, so no inline style needs the policy's leave. */
export function applyPalette(root: HTMLElement, palette: Palette, theme: 'light' | 'dark'): void {
  for (const [name, colour] of Object.entries(palette)) {
    root.style.setProperty(`--nh-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
}
