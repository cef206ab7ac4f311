import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { KeysPanel } from '#renderer/screen/features/keys/keys-panel.tsx';
import type { Settings } from '#shared/bridge/settings.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { show } from '../show.tsx';

async function panel(keys: Settings['keys'] = {}) {
  const state = idleState(0);
  return await show(<KeysPanel />, { ...state, settings: { ...state.settings, keys } });
}
const row = (action: string) => within(screen.getByTestId(`keys-${action}`));
const press = (more: object): boolean => fireEvent.keyDown(screen.getByTestId('key-capture'), more);

describe('changing keys', () => {
  it('stores the key that was pressed', async () => {
    const { user, asked } = await panel();
    await user.click(row('end').getByText('添加'));
    press({ code: 'F3', ctrlKey: true });
    expect(asked('settings.change')).toEqual([{ patch: { keys: { end: ['F9', 'Ctrl+F3'] } } }]);
  });

  it('shows who has a key already, and moves it only when told', async () => {
    const { user, asked } = await panel();
    await user.click(row('end').getByLabelText('修改 F9'));
    press({ code: 'F8' });
    expect(row('end').getByRole('alert').textContent).toContain('F8 已用于“转接”');
    expect(asked('settings.change')).toEqual([]);
    await user.click(row('end').getByText('改给这里'));
    expect(asked('settings.change')).toEqual([{ patch: { keys: { transfer: ['Alt+Shift+KeyT'], end: ['F8'] } } }]);
  });

  it('warns of a chord that two actions claim', async () => {
    await panel({ answer: ['F9'] });
    expect(screen.getByRole('alert').textContent).toContain('F9 同时用于:接听 · 挂断');
  });

  it.each([
    [{ code: 'F12' }, 'F12 属于浏览器'],
    [{ code: 'Space', ctrlKey: true }, '属于输入法'],
    [{ code: 'KeyB' }, '会打出字来'],
  ])('refuses %o with the reason', async (key, reason) => {
    const { user, asked } = await panel();
    await user.click(row('ready').getByText('添加'));
    press(key);
    expect(row('ready').getByRole('alert').textContent).toContain(reason);
    expect(asked('settings.change')).toEqual([]);
  });

  it('gives up on Escape, and waits while only modifiers are down', async () => {
    const { user, asked } = await panel();
    await user.click(row('mute').getByText('添加'));
    press({ code: 'ShiftLeft', shiftKey: true });
    expect(screen.getByTestId('key-capture')).toBeDefined();
    press({ code: 'Escape' });
    expect(screen.queryByTestId('key-capture')).toBeNull();
    expect(asked('settings.change')).toEqual([]);
  });

  it('goes back to the default of one action or of all', async () => {
    const { user, asked } = await panel({ end: ['F3'], mute: [] });
    await user.click(row('end').getByText('恢复默认'));
    await user.click(screen.getByText('全部恢复默认'));
    expect(asked('settings.change')).toEqual([{ patch: { keys: { mute: [] } } }, { patch: { keys: {} } }]);
  });
});
