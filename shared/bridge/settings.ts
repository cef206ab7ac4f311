import { z } from 'zod';

export const KeyAction = z.enum([
  'answer',
  'decline',
  'hold',
  'mute',
  'keypad',
  'transfer',
  'end',
  'situations',
  'save-ticket',
  'search',
  'ready',
  'dial',
  'help',
]);
export type KeyAction = z.infer<typeof KeyAction>;

/** What the agent may set on this seat. Stored in journal.db as a patch over defaultSettings, so old files still parse. */
export const Settings = z.object({
  language: z.enum(['zh-CN', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  timeZone: z.string().max(60),
  microphoneId: z.string().max(200),
  speakerId: z.string().max(200),
  ringDeviceId: z.string().max(200),
  ringVolume: z.number().min(0).max(1),
  speakerVolume: z.number().min(0).max(1),
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGain: z.boolean(),
  autoAnswer: z.boolean(),
  autoAnswerDelayMs: z.number().int().min(0).max(10_000),
  /** F9 must be pressed twice within a second while a customer is on the line. */
  confirmEnd: z.boolean(),
  closingGuard: z.boolean(),
  holdReminderMs: z.number().int().min(30_000).max(600_000),
  ringTimeoutMs: z.number().int().min(10_000).max(120_000),
  dtmfBy: z.enum(['rfc4733', 'info']),
  outgoingNumber: z.string().max(24),
  areaCode: z.string().max(6),
  /** Keys by action, in KeyboardEvent.code notation such as "F2" or "Alt+Shift+KeyA"; an action without an entry keeps its default. */
  keys: z.partialRecord(KeyAction, z.array(z.string().max(40)).max(3)),
});
export type Settings = z.infer<typeof Settings>;
export const SettingsPatch = Settings.partial();

export const defaultSettings: Settings = {
  language: 'zh-CN',
  theme: 'system',
  timeZone: 'Asia/Shanghai',
  microphoneId: '',
  speakerId: '',
  ringDeviceId: '',
  ringVolume: 0.7,
  speakerVolume: 1,
  echoCancellation: true,
  noiseSuppression: true,
  autoGain: true,
  autoAnswer: false,
  autoAnswerDelayMs: 1000,
  confirmEnd: true,
  closingGuard: true,
  holdReminderMs: 120_000,
  ringTimeoutMs: 60_000,
  dtmfBy: 'rfc4733',
  outgoingNumber: '',
  areaCode: '010',
  keys: {},
};
