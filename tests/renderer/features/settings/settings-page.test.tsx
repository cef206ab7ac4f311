import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SettingsPage } from '#renderer/screen/features/settings/settings-page.tsx';
import { SignIn } from '#renderer/screen/features/settings/sign-in.tsx';
import type { SeatState } from '#shared/bridge/state.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';
import { show } from '../show.tsx';

const page = <SettingsPage devices={<p>devices</p>} keys={<p>keys</p>} />;

async function connection(state: SeatState = idleState(0)) {
  const shown = await show(page, state);
  await shown.user.click(screen.getByTestId('settings-connection'));
  await screen.findByTestId('connection-pbxUrl');
  return shown;
}

describe('settings', () => {
  it('store each choice as it is made', async () => {
    const { user, asked } = await show(page, idleState(0));
    await user.click(screen.getByTestId('language-en'));
    await user.click(screen.getByTestId('auto-answer'));
    expect(asked('settings.change')).toEqual([{ patch: { language: 'en' } }, { patch: { autoAnswer: true } }]);
  });

  it('do not store an area code that is none', async () => {
    const { user, asked } = await show(page, idleState(0));
    const field = screen.getByTestId('area-code');
    await user.clear(field);
    await user.type(field, '57');
    expect(screen.getByRole('alert').textContent).toContain('0 开头');
    expect(asked('settings.change')).toEqual([]);
    await user.clear(field);
    await user.type(field, '0571');
    expect(asked('settings.change')).toEqual([{ patch: { areaCode: '057' } }, { patch: { areaCode: '0571' } }]);
  });
});

describe('the connection', () => {
  it('never shows a password, and sends one only when it was typed', async () => {
    const { user, asked } = await connection();
    expect(screen.getByTestId('connection-sipPassword')).toHaveProperty('value', '');
    await user.click(screen.getByTestId('connection-save'));
    await waitFor(() => expect(asked('connection.set')).toHaveLength(1));
    expect(asked('connection.set')[0]).not.toHaveProperty('sipPassword');
    await user.type(await screen.findByTestId('connection-sipPassword'), 'geheim');
    await user.click(screen.getByTestId('connection-save'));
    await waitFor(() => expect(asked('connection.set')[1]).toMatchObject({ sipPassword: 'geheim', sipUser: '1001' }));
    expect(await screen.findByTestId('connection-sipPassword')).toHaveProperty('value', '');
  });

  it('says in plain words what is wrong and sends nothing', async () => {
    const { user, asked } = await connection();
    await user.clear(screen.getByTestId('connection-pbxUrl'));
    await user.type(screen.getByTestId('connection-pbxUrl'), 'pbx.example.cn');
    await user.click(screen.getByTestId('connection-save'));
    expect(screen.getByRole('alert').textContent).toContain('wss://');
    expect(asked('connection.set')).toEqual([]);
  });

  it('goes back to practice by forgetting addresses and password, after asking', async () => {
    const { user, asked } = await connection();
    await user.click(screen.getByTestId('connection-back'));
    expect(asked('connection.set')).toEqual([]);
    await user.click(await screen.findByText('回到练习'));
    await waitFor(() => expect(asked('connection.set')[0]).toMatchObject({ pbxUrl: '', sipPassword: '', centreUrl: '' }));
  });

  it('cannot be changed during a call', async () => {
    await connection(scenes.talking(0));
    expect(screen.getByTestId('connection-save')).toHaveProperty('disabled', true);
    expect(screen.getByText(/通话中不能更换线路/)).toBeDefined();
  });
});

describe('signing in', () => {
  const signedOut = (): SeatState => ({
    ...idleState(0),
    identity: null,
    centre: { ...idleState(0).centre, phase: 'signed-out' },
  });

  it('asks for both before it asks the centre', async () => {
    const { user, asked } = await show(<SignIn />, signedOut());
    await user.click(screen.getByTestId('sign-in-submit'));
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual(['请输入工号。', '请输入密码。']);
    expect(asked('centre.sign-in')).toEqual([]);
  });

  it('says that the password is wrong and empties the field; an unreachable centre keeps it', async () => {
    const { user, port } = await show(<SignIn />, signedOut());
    await user.type(screen.getByTestId('sign-in-number'), '1001');
    await user.type(screen.getByTestId('sign-in-password'), 'wrong{Enter}');
    port.refuseNext('centre.sign-in', 'centre-unreachable');
    await user.type(screen.getByTestId('sign-in-password'), 'right{Enter}');
    expect((await screen.findByTestId('sign-in-trouble')).textContent).toContain('连不上中心');
    expect(screen.getByTestId('sign-in-password')).toHaveProperty('value', 'right');
    port.refuseNext('centre.sign-in', 'wrong-password');
    await user.click(screen.getByTestId('sign-in-submit'));
    await waitFor(() => expect(screen.getByTestId('sign-in-trouble').textContent).toContain('工号或密码不对'));
    expect(screen.getByTestId('sign-in-password')).toHaveProperty('value', '');
  });
});
