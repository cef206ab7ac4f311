import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { TransferPicker } from '#renderer/screen/features/transfer/transfer-picker.tsx';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';
import { show } from '../show.tsx';

const call = callId(1);

async function open() {
  const onClose = vi.fn();
  const shown = await show(<TransferPicker callId={call} open onClose={onClose} />, scenes.talking(Date.UTC(2026, 10, 23)));
  const filter = await screen.findByTestId('transfer-filter');
  await waitFor(() => expect(document.activeElement).toBe(filter));
  return { ...shown, filter, onClose };
}

describe('the transfer picker', () => {
  it('puts the customer on hold as it opens, with the focus in its filter', async () => {
    const { asked } = await open();
    expect(asked('call.hold')).toEqual([{ callId: call }]);
  });

  it('talks first on Enter', async () => {
    const { user, asked, filter, onClose } = await open();
    await user.type(filter, 'zm{Enter}');
    await waitFor(() => expect(asked('transfer.consult')).toEqual([{ callId: call, to: '1002' }]));
    expect(asked('transfer.blind')).toEqual([]);
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked('call.resume')).toEqual([]);
  });

  it('sends now on Shift+Enter', async () => {
    const { user, asked, filter } = await open();
    await user.type(filter, '6001{Shift>}{Enter}{/Shift}');
    await waitFor(() => expect(asked('transfer.blind')).toEqual([{ callId: call, to: '6001' }]));
    expect(asked('transfer.consult')).toEqual([]);
  });

  it('sends to the line that the arrows chose', async () => {
    const { user, asked, filter } = await open();
    await user.type(filter, '{ArrowDown}{Enter}');
    await waitFor(() => expect(asked('transfer.consult')).toEqual([{ callId: call, to: '1003' }]));
  });

  it('leaves Enter to an input method that is composing', async () => {
    const { asked, filter } = await open();
    fireEvent.keyDown(filter, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(filter, { key: 'Enter', keyCode: 229 });
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked('transfer.consult')).toEqual([]);
  });

  it('takes the customer back on Esc', async () => {
    const { user, asked, onClose } = await open();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(asked('call.resume')).toEqual([{ callId: call }]));
    expect(onClose).toHaveBeenCalled();
  });

  it('stays open when the seat refuses, so that another may be chosen', async () => {
    const { user, port, filter, onClose } = await open();
    port.refuseNext('transfer.consult', 'far-side-refused');
    await user.type(filter, '1002{Enter}');
    expect(await screen.findByText(/对方没有接受/)).toBeDefined();
    expect(onClose).not.toHaveBeenCalled();
  });

  describe('while the call still rings', () => {
    const ring = async () => {
      const onClose = vi.fn();
      const shown = await show(<TransferPicker callId={call} open onClose={onClose} />, scenes.ringing(Date.UTC(2026, 10, 23)));
      const filter = await screen.findByTestId('transfer-filter');
      await waitFor(() => expect(document.activeElement).toBe(filter));
      return { ...shown, filter, onClose };
    };

    it('sends it on unanswered with Enter, and holds nobody', async () => {
      const { user, asked, filter, onClose } = await ring();
      await user.type(filter, 'zm{Enter}');
      await waitFor(() => expect(asked('call.redirect')).toEqual([{ callId: call, to: '1002' }]));
      await waitFor(() => expect(onClose).toHaveBeenCalled());
      expect([...asked('call.hold'), ...asked('transfer.consult'), ...asked('transfer.blind')]).toEqual([]);
    });

    it('offers only that', async () => {
      await ring();
      expect(screen.queryByText('先说后转')).toBeNull();
      expect(screen.queryByText('直接转')).toBeNull();
      expect(screen.getByText('转到别处')).toBeTruthy();
    });

    it('leaves the call ringing on Esc, and goes by itself once it no longer rings', async () => {
      const { user, port, asked, onClose } = await ring();
      await user.keyboard('{Escape}');
      await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
      expect([...asked('call.resume'), ...asked('call.redirect')]).toEqual([]);
      act(() => port.change(structuredClone(scenes.talking(Date.UTC(2026, 10, 23)))));
      await waitFor(() => expect(onClose).toHaveBeenCalledTimes(2));
    });
  });
});
