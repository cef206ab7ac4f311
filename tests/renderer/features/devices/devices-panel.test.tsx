import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DevicesPanel } from '#renderer/screen/features/devices/devices-panel.tsx';
import { emptyHearing, hear, verdictOf } from '#renderer/screen/features/devices/hearing.ts';
import type { MediaState, SeatState } from '#shared/bridge/state.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';
import { show } from '../show.tsx';

const withMedia = (more: Partial<MediaState>): SeatState => ({ ...idleState(0), media: { ...idleState(0).media, ...more } });

describe('the devices page', () => {
  it.each([
    ['refused', '点地址栏左边的图标'],
    ['none', '请插好耳麦'],
    ['lost', '已换用系统默认设备'],
    ['busy', '关闭正在使用麦克风的会议软件'],
  ] as const)('says what to do when the microphone is %s', async (microphone, advice) => {
    await show(<DevicesPanel />, withMedia({ microphone }));
    expect(screen.getByTestId(`microphone-${microphone}`).textContent).toContain(advice);
  });

  it('shows in words whether the voice is heard while the microphone is tested', async () => {
    const { user, asked, port } = await show(<DevicesPanel />, idleState(0));
    await user.click(screen.getByTestId('test-microphone'));
    expect(screen.getByTestId('microphone-heard').textContent).toBe('请对着麦克风说几个字');
    act(() => port.tell('levels', { callId: null, microphone: 0.1, speaker: 0 }));
    expect(screen.getByTestId('microphone-heard').textContent).toBe('听到了,音量合适');
    await user.click(screen.getByTestId('test-microphone'));
    expect(asked('devices.test')).toEqual([{ what: 'microphone' }, { what: 'stop' }]);
  });

  it('leaves no test running behind', async () => {
    const { user, asked, unmount } = await show(<DevicesPanel />, idleState(0));
    await user.click(screen.getByTestId('test-ring'));
    unmount();
    expect(asked('devices.test').at(-1)).toEqual({ what: 'stop' });
  });

  it('makes no test during a call', async () => {
    await show(<DevicesPanel />, scenes.talking(0));
    for (const test of ['microphone', 'speaker', 'ring'])
      expect(screen.getByTestId(`test-${test}`)).toHaveProperty('disabled', true);
  });

  it('does not touch a call when it is left', async () => {
    const { asked, unmount } = await show(<DevicesPanel />, scenes.talking(0));
    unmount();
    expect(asked('devices.test')).toEqual([]);
  });
});

describe('what the microphone test hears', () => {
  const heardFrom = (levels: number[]) => verdictOf(levels.reduce(hear, emptyHearing));
  it('is put in words', () => {
    expect(heardFrom([0, 0])).toBe('waiting');
    expect(heardFrom(Array.from({ length: 40 }, () => 0))).toBe('silent');
    expect(heardFrom(Array.from({ length: 40 }, () => 0.004))).toBe('quiet');
    expect(heardFrom([0, 0.08, 0.02])).toBe('heard');
    expect(heardFrom([0.7])).toBe('loud');
  });
});
