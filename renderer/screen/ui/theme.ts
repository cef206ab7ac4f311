import { type ThemeConfig, theme } from 'antd';
import { darkPalette, lightPalette, type Palette } from './palette.ts';

type MappingAlgorithm = Exclude<NonNullable<ThemeConfig['algorithm']>, readonly unknown[]>;

export const fontFamily =
  '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", system-ui, sans-serif';

function tokens(palette: Palette): NonNullable<ThemeConfig['token']> {
  return {
    fontFamily,
    fontSize: 14,
    borderRadius: 8,
    controlHeight: 32,
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorSuccess: palette.live,
    colorWarning: palette.warn,
    colorError: palette.bad,
    colorText: palette.ink,
    colorTextSecondary: palette.soft,
    colorTextTertiary: palette.faint,
    colorTextPlaceholder: palette.faint,
    colorTextDescription: palette.faint,
    colorTextDisabled: palette.faint,
    colorBgLayout: palette.ground,
    colorBgContainer: palette.pane,
    colorBgElevated: palette.raised,
    colorBgContainerDisabled: palette.sunk,
    colorFillAlter: palette.sunk,
    colorFillTertiary: palette.sunk,
    colorBorder: palette.line,
    colorBorderSecondary: palette.line,
    colorSplit: palette.line,
    colorErrorBg: palette.badBg,
    colorWarningBg: palette.warnBg,
    colorSuccessBg: palette.liveBg,
    colorInfoBg: palette.accentBg,
    colorPrimaryBg: palette.accentBg,
    controlItemBgActive: palette.accentBg,
    colorTextLightSolid: palette.onFill,
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.14s',
    lineWidthFocus: 2,
    wireframe: false,
  };
}

/**
 * Ant Design derives shades from a few seeds, and in the dark moves the seeds themselves. This last step puts our own colours back:
 * the palette is what the contrast test holds.
 */
function inPalette(palette: Palette): MappingAlgorithm {
  return (seed, derived = theme.defaultAlgorithm(seed)) => ({
    ...derived,
    colorPrimary: palette.accent,
    colorPrimaryText: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: palette.accent,
    colorLinkActive: palette.accent,
    colorSuccess: palette.live,
    colorSuccessText: palette.live,
    colorWarning: palette.warn,
    colorWarningText: palette.warn,
    colorError: palette.bad,
    colorErrorText: palette.bad,
  });
}

/** Ant Design in our colours. `motion` is false when the system asks for none. */
export function antTheme(dark: boolean, motion: boolean): ThemeConfig {
  const palette = dark ? darkPalette : lightPalette;
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, inPalette(palette)],
    token: { ...tokens(palette), motion },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Segmented: { trackBg: palette.sunk, itemSelectedBg: palette.pane, itemSelectedColor: palette.accent },
      Tooltip: { colorBgSpotlight: dark ? '#3a4250' : '#1d2330', colorTextLightSolid: '#ffffff' },
      Table: { headerBg: palette.sunk, headerColor: palette.soft, cellPaddingBlockSM: 6 },
      Form: { itemMarginBottom: 8, labelColor: palette.soft },
      Alert: { defaultPadding: '5px 12px' },
    },
  };
}
