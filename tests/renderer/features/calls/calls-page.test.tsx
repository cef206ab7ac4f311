import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { CallsPage } from '#renderer/screen/features/calls/calls-page.tsx';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { show } from '../show.tsx';

describe('the call list', () => {
  it('says how each call ended, and clears the badge by being looked at', async () => {
    const { asked } = await show(<CallsPage />, idleState(0));
    const first = await screen.findByTestId('call-line-call-101');
    expect(first.textContent).toContain('未接:等待超过 166 秒');
    expect(screen.getByTestId('call-line-call-105').textContent).toContain('1002 已接');
    expect(screen.getByTestId('call-line-call-106').textContent).toContain('对方占线');
    expect(asked('log.seen')).toEqual([{}]);
  });

  it('calls back with one key on a line, and moves by the arrows', async () => {
    const { asked, user } = await show(<CallsPage />, idleState(0));
    const first = within(await screen.findByTestId('call-line-call-101')).getByRole('button');
    first.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(asked('call.place')).toEqual([{ number: '01060001234' }]);
  });

  it('asks for the missed ones alone, and again when the seat says the list changed', async () => {
    const { asked, user, port } = await show(<CallsPage />, idleState(0));
    await user.click(await screen.findByTestId('calls-missed'));
    await waitFor(() => expect(asked('log.calls').at(-1)).toMatchObject({ missedOnly: true }));
    const before = asked('log.calls').length;
    act(() => port.tell('changed', { what: 'calls' }));
    await waitFor(() => expect(asked('log.calls')).toHaveLength(before + 1));
  });

  it('shows a refusal with a way to try again', async () => {
    const { port, user } = await show(<LateCalls />, idleState(0));
    port.refuseNext('log.calls', 'internal');
    await user.click(screen.getByText('open'));
    await user.click(await screen.findByText('再试一次'));
    expect(await screen.findByTestId('call-line-call-101')).toBeDefined();
  });
});

/** Opens the page only after the test has prepared the refusal. */
function LateCalls() {
  const [open, setOpen] = useState(false);
  return open ? (
    <CallsPage />
  ) : (
    <button type="button" onClick={() => setOpen(true)}>
      open
    </button>
  );
}
