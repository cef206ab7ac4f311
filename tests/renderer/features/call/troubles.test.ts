import { describe, expect, it } from 'vitest';
import { troublesOf } from '#renderer/screen/features/call/troubles.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';

const nowMs = 1_800_000_000_000;
const kinds = (name: SceneName): string[] => troublesOf('open', scenes[name](nowMs)).map((one) => one.kind);

describe('what stands between the seat and its work', () => {
  it.each<[SceneName, string[]]>([
    ['idle', []],
    ['practice', []],
    ['line-down', ['line-down']],
    ['elsewhere', ['elsewhere']],
    ['centre-offline', ['centre-offline']],
    ['signed-out', ['line-off', 'signed-out']],
    ['microphone-refused', ['microphone']],
    ['microphone-none', ['microphone']],
    ['sound-blocked', ['sound']],
    ['link-down', ['line-down']],
  ])('%s: %j', (name, expected) => {
    expect(kinds(name)).toEqual(expected);
  });

  it('a mute is the wish of the agent and raises no banner, a silent microphone does', () => {
    expect(kinds('talking-muted')).toEqual([]);
    const state = scenes['talking-muted'](nowMs);
    const silent = { ...state, desks: state.desks.map((desk) => ({ ...desk, notHeard: 'silent' as const })) };
    expect(troublesOf('open', silent)).toEqual([{ kind: 'not-heard', why: 'silent' }]);
  });

  it('without a link to the seat nothing else is known', () => {
    expect(troublesOf('lost', scenes['line-down'](nowMs))).toEqual([{ kind: 'link' }]);
  });
});
