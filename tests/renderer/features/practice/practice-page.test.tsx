import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PracticePage } from '#renderer/screen/features/practice/practice-page.tsx';
import { personas } from '#server/practice/talk/personas.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';
import { show } from '../show.tsx';

describe('the practice page', () => {
  it('rings now, by anyone or by the customer that was chosen', async () => {
    const { user, asked } = await show(<PracticePage />, scenes.practice(Date.now()));
    await user.click(screen.getByTestId('practice-ring'));
    await user.click(screen.getByTestId('practice-persona-complaint'));
    expect(asked('practice.ring')).toEqual([{}, { persona: 'complaint' }]);
  });

  it('sets the rhythm, and puts a number into the dial pad without dialling it', async () => {
    const { user, asked, screen: view } = await show(<PracticePage />, scenes.practice(Date.now()));
    await user.click(screen.getByTestId('practice-rhythm-busy'));
    expect(asked('practice.rhythm')).toEqual([{ rhythm: 'busy' }]);
    await user.click(screen.getByTestId('practice-dial-600'));
    expect(view.getState()).toMatchObject({ dialOpen: true, dialNumber: '600' });
    expect(asked('call.place')).toEqual([]);
  });

  it('says that it may ring at any moment while a rhythm runs whose next ring is not known', async () => {
    const state = scenes.practice(Date.now());
    await show(<PracticePage />, { ...state, practice: { ...state.practice, rhythm: 'steady', nextRingAtMs: null } });
    expect(screen.getByTestId('practice-next').textContent).toContain('随时会来');
  });

  it('offers every caller of the practice line', async () => {
    await show(<PracticePage />, scenes.practice(Date.now()));
    for (const { id } of personas) expect(screen.getByTestId(`practice-persona-${id}`)).toBeTruthy();
  });

  it('counts down to the next ring, and offers nothing on a real line', async () => {
    const shown = await show(<PracticePage />, scenes.practice(Date.now()));
    expect(screen.getByTestId('practice-next').textContent).toMatch(/00:0\d/);
    shown.unmount();
    await show(<PracticePage />, idleState(0));
    expect(screen.queryByTestId('practice-ring')).toBeNull();
    expect(screen.getByText('现在接的是真实线路')).toBeDefined();
  });
});
