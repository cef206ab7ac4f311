import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette, type Palette } from '#renderer/screen/ui/palette.ts';

/** Relative luminance and contrast, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const textPairs: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['ink', 'soft', 'faint', 'accent', 'live', 'warn', 'bad', 'practice'] as const).map((ink) => [ink, 'pane'] as const),
  ...(['ink', 'soft', 'faint'] as const).flatMap((ink) => [[ink, 'sunk'] as const, [ink, 'raised'] as const]),
  ...(['ink', 'soft'] as const).map((ink) => [ink, 'ground'] as const),
  ...(['accent', 'live', 'warn', 'bad', 'practice'] as const).map((ink) => [ink, `${ink}Bg`] as const),
  ...(['accentBg', 'liveBg', 'warnBg', 'badBg'] as const).flatMap((ground) => [
    ['ink', ground] as const,
    ['soft', ground] as const,
  ]),
  ...(['accent', 'live', 'bad'] as const).map((fill) => ['onFill', fill] as const),
];

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
] as const)('the %s palette', (_name, palette) => {
  it.each(textPairs)('%s on %s can be read (4.5:1)', (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('shows the edge of what can be operated, and lights, at 3:1', () => {
    for (const mark of ['edge', 'live', 'warn', 'bad', 'accent'] as const) {
      expect(contrast(palette[mark], palette.pane)).toBeGreaterThanOrEqual(3);
    }
  });
});
