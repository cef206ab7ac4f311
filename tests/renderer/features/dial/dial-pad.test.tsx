import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { DialPad } from '#renderer/screen/features/dial/dial-pad.tsx';
import { judge } from '#renderer/screen/features/dial/judge.ts';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { show } from '../show.tsx';

async function open() {
  const onClose = vi.fn();
  const shown = await show(<DialPad open onClose={onClose} />, idleState(0));
  return { ...shown, onClose, field: await screen.findByTestId('dial-number', {}, { timeout: 5000 }) };
}

describe('the dial pad', () => {
  it.each(['abc', '<script>', '12;drop', '0000'])(
    'says plainly that %s cannot be dialled, and asks the seat for nothing',
    async (typed) => {
      const { user, asked, field } = await open();
      await user.type(field, `${typed}{Enter}`);
      expect(screen.getByTestId('dial-wrong').textContent).not.toBe('');
      expect(asked('call.place')).toEqual([]);
    },
  );

  it('calls what was pasted, with the number to be shown', async () => {
    const { user, asked, field, onClose } = await open();
    await user.click(field);
    await user.paste('138 0000-5678');
    expect(screen.getByText('将拨 138 0000 5678 · 手机')).toBeDefined();
    await user.click(screen.getByTestId('dial-call'));
    await waitFor(() => expect(asked('call.place')).toEqual([{ number: '138 0000-5678', outgoingNumber: '01095598' }]));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });

  it('is written by its buttons, and always has the emergency numbers', async () => {
    const { user, field } = await open();
    await user.click(screen.getByTestId('dial-1'));
    await user.click(screen.getByTestId('dial-0'));
    await user.click(screen.getByTestId('dial-#'));
    expect(field).toHaveProperty('value', '10#');
    await user.click(screen.getByTestId('dial-emergency-120'));
    expect(field).toHaveProperty('value', '120');
  });

  it('offers the number dialled last, and calls nobody by the click alone', async () => {
    const { user, asked, field } = await open();
    await user.click(await screen.findByTestId('dial-redial'));
    expect(field).toHaveProperty('value', '13800005678');
    expect(asked('call.place')).toEqual([]);
  });

  it('stays with the number when the seat refuses', async () => {
    const { user, port, field, onClose } = await open();
    port.refuseNext('call.place', 'not-registered');
    await user.type(field, '13800005678{Enter}');
    expect(await screen.findByText(/线路未注册,暂时不能通话/)).toBeDefined();
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe('what is typed', () => {
  it('is judged as the seat judges it', () => {
    expect(judge('', '010')).toEqual({ state: 'empty' });
    expect(judge('62345678转801', '010')).toEqual({ state: 'good', shown: '010-6234 5678', kind: 'landline', extension: '801' });
    expect(judge('1', '010')).toEqual({ state: 'wrong', why: 'too-short' });
    expect(judge('9'.repeat(40), '010')).toEqual({ state: 'wrong', why: 'too-long' });
    expect(judge('匿名', '010')).toEqual({ state: 'wrong', why: 'not-a-number' });
  });
});
