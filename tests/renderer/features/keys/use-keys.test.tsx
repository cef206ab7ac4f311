import { act, fireEvent, screen } from '@testing-library/react';
import { Input } from 'antd';
import { describe, expect, it } from 'vitest';
import { useKeys } from '#renderer/screen/features/keys/use-keys.ts';
import type { KeyAction } from '#shared/bridge/settings.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { show } from '../show.tsx';

const heard: KeyAction[] = [];

function Listening() {
  const to = (action: KeyAction) => () => heard.push(action);
  useKeys({ answer: to('answer'), help: to('help'), 'save-ticket': to('save-ticket'), mute: to('mute') });
  return <Input data-testid="field" />;
}

async function listen(keys = {}) {
  heard.length = 0;
  const state = idleState(0);
  return await show(<Listening />, { ...state, settings: { ...state.settings, keys } });
}

describe('keys of the screen', () => {
  it('work wherever the focus is', async () => {
    await listen();
    fireEvent.keyDown(window, { code: 'F2' });
    fireEvent.keyDown(screen.getByTestId('field'), { code: 'Enter', ctrlKey: true });
    fireEvent.keyDown(screen.getByTestId('field'), { code: 'KeyA', altKey: true, shiftKey: true });
    expect(heard).toEqual(['answer', 'save-ticket', 'answer']);
  });

  it('rest while an input method is composing', async () => {
    await listen();
    fireEvent.keyDown(screen.getByTestId('field'), { code: 'F2', isComposing: true });
    fireEvent.keyDown(screen.getByTestId('field'), { code: 'F2', keyCode: 229 });
    expect(heard).toEqual([]);
  });

  it('do not take characters out of a field', async () => {
    await listen();
    fireEvent.keyDown(screen.getByTestId('field'), { code: 'Slash', shiftKey: true, key: '?' });
    expect(heard).toEqual([]);
    fireEvent.keyDown(document.body, { code: 'Slash', shiftKey: true, key: '?' });
    expect(heard).toEqual(['help']);
  });

  it('act once while a key is held down, and keep the browser from its own use of it', async () => {
    await listen();
    const wasLeft = fireEvent.keyDown(window, { code: 'F6' });
    fireEvent.keyDown(window, { code: 'F6', repeat: true });
    expect(heard).toEqual(['mute']);
    expect(wasLeft).toBe(false);
  });

  it('leave everything else to the page', async () => {
    await listen();
    expect(fireEvent.keyDown(window, { code: 'F5' })).toBe(true);
    expect(fireEvent.keyDown(window, { code: 'Space', ctrlKey: true })).toBe(true);
    expect(fireEvent.keyDown(window, { code: 'F4' })).toBe(true);
    expect(heard).toEqual([]);
  });

  it('follow the agent’s own choice at once', async () => {
    const { port } = await listen({ answer: ['F8'] });
    fireEvent.keyDown(window, { code: 'F2' });
    fireEvent.keyDown(window, { code: 'F8' });
    expect(heard).toEqual(['answer']);
    const { settings } = idleState(0);
    act(() => port.change({ settings: { ...settings, keys: { answer: ['F10'] } } }));
    fireEvent.keyDown(window, { code: 'F10' });
    expect(heard).toEqual(['answer', 'answer']);
  });
});
