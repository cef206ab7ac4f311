import fc from 'fast-check';
import { EndReason } from '#shared/call/call.ts';
import type { CallEvent } from '#shared/call/step.ts';

const bool = fc.boolean();
const atMs = fc.nat(1e6);
export const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  atMs.map((at): CallEvent => ({ type: 'answer', atMs: at })),
  atMs.map((at): CallEvent => ({ type: 'decline', atMs: at })),
  atMs.map((at): CallEvent => ({ type: 'hang-up', atMs: at })),
  atMs.map((at): CallEvent => ({ type: 'ring-timeout', atMs: at })),
  atMs.map((at): CallEvent => ({ type: 'redirect', to: 'sip:x@y', atMs: at })),
  bool.map((waiting): CallEvent => ({ type: 'waiting', waiting })),
  bool.map((earlyMedia): CallEvent => ({ type: 'provisional', earlyMedia })),
  atMs.map((at): CallEvent => ({ type: 'established', atMs: at })),
  bool.map((held): CallEvent => ({ type: 'hold-wanted', held })),
  fc.tuple(bool, bool, atMs).map(([held, settled, at]): CallEvent => ({ type: 'hold-agreed', held, settled, atMs: at })),
  fc.tuple(bool, atMs).map(([held, at]): CallEvent => ({ type: 'held-there', held, atMs: at })),
  bool.map((muted): CallEvent => ({ type: 'mute', muted })),
  fc.constantFrom('connecting', 'ok', 'lost').map((media): CallEvent => ({ type: 'media', media })),
  fc.string({ maxLength: 20 }).map((number): CallEvent => ({ type: 'party', party: { number, displayName: '' } })),
  fc.tuple(bool, atMs).map(([up, at]): CallEvent => ({ type: 'link', up, atMs: at })),
  fc
    .tuple(fc.constantFrom(...EndReason.options), atMs)
    .map(([reason, at]): CallEvent => ({ type: 'over', reason, elsewhere: null, atMs: at })),
);
