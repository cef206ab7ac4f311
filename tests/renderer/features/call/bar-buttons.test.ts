import { describe, expect, it } from 'vitest';
import { barButtons } from '#renderer/screen/features/call/bar-buttons.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';

const nowMs = 1_800_000_000_000;

/** Which places can be pressed, in the order of the row; the last is e(nd) or d(ecline). */
function row(name: SceneName): string {
  const can = barButtons(scenes[name](nowMs));
  const end = can.end.on ? (can.end.declines ? 'd' : 'e') : '-';
  const letter = (on: boolean, shown: string): string => (on ? shown : '-');
  return [
    letter(can.answer, 'a'),
    letter(can.hold.on, can.hold.held ? 'r' : 'h'),
    letter(can.mute.on, can.mute.muted ? 'u' : 'm'),
    letter(can.keypad, 'k'),
    letter(can.transfer, 't'),
    letter(can.conference.on, can.conference.joined ? 's' : 'c'),
    letter(can.dial, 'o'),
    end,
  ].join('');
}

describe('the fixed row of the call bar', () => {
  it.each<[SceneName, string]>([
    ['idle', '------o-'],
    ['line-down', '--------'],
    ['elsewhere', '--------'],
    ['ringing', 'a---t--d'],
    ['talking', '-hmkt-oe'],
    ['talking-muted', '-hukt-oe'],
    ['talking-waiting', 'ahmk---e'],
    ['hold', '-rmkt-oe'],
    ['dialling', '------oe'],
    ['transfer-calling', '-------e'],
    ['transfer-talking', '-hmk-c-e'],
    ['transfer-blind', '-rmk--oe'],
    ['transfer-failed', '-rmkt-oe'],
    ['three-way', '-hmk-s-e'],
    ['two-calls', '-hmk-c-e'],
    ['ended', '------o-'],
  ])('%s: %s', (name, expected) => {
    expect(row(name)).toBe(expected);
  });

  it('a hold under way cannot be pressed again and says that it is busy', () => {
    const state = scenes.talking(nowMs);
    const [call] = state.calls.calls;
    if (call?.phase !== 'active') throw new Error('talking has its call');
    const changing = { ...state, calls: { ...state.calls, calls: [{ ...call, holdChanging: true }] } };
    expect(barButtons(changing).hold).toEqual({ on: false, held: false, busy: true });
  });
});
