import { type Call, CallId } from '#shared/call/call.ts';

type Of<P extends Call['phase']> = Extract<Call, { phase: P }>;

export const callId = (text: string): CallId => CallId.parse(text);

const base = (id: string) => ({
  id: callId(id),
  direction: 'in' as const,
  party: { number: '13800005678', displayName: '' },
  dialled: null,
  queue: null,
  linkedId: null,
  kind: 'direct' as const,
  practice: false,
  offeredAtMs: 1_000,
});

export const ringing = (id = 'a', more: Partial<Of<'ringing'>> = {}): Of<'ringing'> => ({
  ...base(id),
  phase: 'ringing',
  waiting: false,
  autoAnswerAtMs: null,
  ...more,
});
export const answering = (id = 'a'): Of<'answering'> => ({ ...base(id), phase: 'answering', pressedAtMs: 2_000 });
export const dialling = (id = 'a'): Of<'dialling'> => ({ ...base(id), direction: 'out', phase: 'dialling' });
export const alerting = (id = 'a', earlyMedia = false): Of<'alerting'> => ({
  ...base(id),
  direction: 'out',
  phase: 'alerting',
  earlyMedia,
});
export const active = (id = 'a', more: Partial<Of<'active'>> = {}): Of<'active'> => ({
  ...base(id),
  phase: 'active',
  answeredAtMs: 3_000,
  hold: 'none',
  holdSinceMs: null,
  holdChanging: false,
  muted: false,
  media: 'ok',
  linkDown: false,
  ...more,
});
export const ending = (id = 'a', more: Partial<Of<'ending'>> = {}): Of<'ending'> => ({
  ...base(id),
  phase: 'ending',
  answeredAtMs: 3_000,
  queuedUntilLink: false,
  ...more,
});
export const ended = (id = 'a'): Of<'ended'> => ({
  ...base(id),
  phase: 'ended',
  answeredAtMs: 3_000,
  endedAtMs: 9_000,
  reason: 'hung-up-there',
  elsewhere: null,
});
