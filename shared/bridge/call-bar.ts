import { z } from 'zod';

/** What the floating call bar shows: one live call, in words that are ready to be drawn. It knows no more of the seat than this. */
export const CallBarView = z.object({
  language: z.enum(['zh-CN', 'en']),
  dark: z.boolean().nullable(),
  callId: z.string().max(64),
  /** 王女士, or the number. */
  title: z.string().max(80),
  state: z.string().max(40),
  phase: z.enum(['ringing', 'calling', 'talking', 'held', 'ending']),
  /** The clock counts from here; null while there is none. */
  sinceMs: z.number().nullable(),
  muted: z.boolean(),
  practice: z.boolean(),
  /** A customer is on the line: end asks to be pressed twice. */
  confirmEnd: z.boolean(),
  buttons: z.array(
    z.object({
      action: z.enum(['answer', 'decline', 'hold', 'resume', 'mute', 'unmute', 'end', 'show']),
      label: z.string().max(20),
    }),
  ),
});
export type CallBarView = z.infer<typeof CallBarView>;

export const CallBarAction = z.object({
  action: z.enum(['answer', 'decline', 'hold', 'resume', 'mute', 'unmute', 'end', 'show']),
  callId: z.string().max(64),
});
export type CallBarAction = z.infer<typeof CallBarAction>;

/** What the desktop preload puts on the bar's window as `window.callBar`. */
export type CallBarBridge = {
  readonly onView: (listener: (view: unknown) => void) => void;
  readonly press: (action: CallBarAction) => void;
};
