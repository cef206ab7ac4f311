import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FindDialog } from '#renderer/screen/features/customer/find-dialog.tsx';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { drawScreen } from '../../draw.tsx';
import { show } from '../show.tsx';

async function open(scene: SceneName) {
  const onClose = vi.fn();
  const shown = await show(<FindDialog open onClose={onClose} />, scenes[scene](Date.UTC(2026, 10, 23)));
  const field = await screen.findByTestId('find-text');
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { ...shown, field, onClose };
}

describe('finding a customer', () => {
  it('opens by its key from any page, with the focus in the field', async () => {
    const { user } = await drawScreen(structuredClone(scenes.idle(Date.now())));
    await user.click(screen.getByTestId('nav-calls'));
    fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
    const field = await screen.findByTestId('find-text');
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('chooses the customer of the call on the desk', async () => {
    const { user, asked, field, onClose } = await open('ringing-none');
    await user.type(field, 'clx');
    expect(await screen.findByText('陈立新')).toBeTruthy();
    expect(asked('customer.find').at(-1)).toEqual({ text: 'clx', limit: 20 });
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(asked('customer.choose')).toEqual([{ callId: callId(1), customerId: 'c-0001' }]));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked('draft.open')).toEqual([]);
  });

  it('without a call opens a ticket that knows the customer', async () => {
    const { user, asked, field } = await open('idle');
    await user.type(field, '王');
    await screen.findByText('王秀兰');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked('draft.change')).toHaveLength(1));
    expect(asked('draft.open')).toEqual([{ callId: null }]);
    expect(asked('draft.change')[0]).toMatchObject({
      patch: { customerId: 'c-0000', contactName: '王秀兰', contactNumber: '13800005678' },
    });
  });

  it('puts the number into the dial pad on Shift+Enter, and dials nothing by itself', async () => {
    const { user, field, screen: view, asked } = await open('idle');
    await user.type(field, '王');
    await screen.findByText('王秀兰');
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(view.getState()).toMatchObject({ dialOpen: true, dialNumber: '8613800005678' });
    expect(asked('call.place')).toEqual([]);
  });

  it('says how to begin, that nobody was found, and why it cannot search', async () => {
    const { user, port, field } = await open('idle');
    expect(screen.getByText('输入几个字就开始找')).toBeTruthy();
    port.answerNext('customer.find', { customers: [] });
    await user.type(field, 'x');
    expect(await screen.findByText('没有找到“x”')).toBeTruthy();
    port.refuseNext('customer.find', 'timed-out');
    await user.type(field, 'y');
    expect(await screen.findByText('现在查不了')).toBeTruthy();
  });

  it('leaves Enter to an input method that is composing', async () => {
    const { user, asked, field } = await open('ringing-none');
    await user.type(field, 'w');
    await screen.findByText('王秀兰');
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked('customer.choose')).toEqual([]);
  });
});
