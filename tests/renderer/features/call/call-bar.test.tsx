import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CallBar } from '#renderer/screen/features/call/call-bar.tsx';
import { TransferStrip } from '#renderer/screen/features/call/transfer-strip.tsx';
import { useCallActions } from '#renderer/screen/features/call/use-call-actions.ts';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { type Drawn, drawPart } from '../../draw.tsx';

function Bar() {
  const actions = useCallActions();
  return (
    <>
      <CallBar actions={actions} keyHints={{ answer: 'F2', end: 'F9' }} />
      <TransferStrip />
    </>
  );
}

const draw = (scene: SceneName): Promise<Drawn> => drawPart(scenes[scene](Date.now()), <Bar />);
const button = (id: string): HTMLButtonElement => screen.getByTestId<HTMLButtonElement>(id);
const one = callId(1);

describe('the call bar', () => {
  it('keeps every button in its place whatever the calls do', async () => {
    const order = (): string[] =>
      [...document.querySelectorAll('.nh-key')].map((key) => (key.getAttribute('data-testid') ?? '').replace('decline', 'end'));
    const { port } = await draw('idle');
    const before = order();
    expect(before).toEqual(
      ['answer', 'hold', 'mute', 'keypad', 'transfer', 'conference', 'dial', 'end'].map((name) => `call-${name}`),
    );
    for (const scene of ['ringing', 'talking', 'hold', 'three-way', 'ended'] as const) {
      act(() => port.change(structuredClone(scenes[scene](Date.now()))));
      expect(order()).toEqual(before);
    }
  });

  it('opens nothing of its own over the strip when the mouse rests on it or has pressed', async () => {
    const { user } = await draw('talking-waiting');
    for (const part of document.querySelectorAll('.nh-bar button:not(:disabled), .nh-bar [title]')) await user.hover(part);
    await user.click(button('call-transfer').disabled ? button('call-mute') : button('call-transfer'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(document.querySelectorAll('[role=tooltip], .ant-tooltip')).toHaveLength(0);
  });

  it('shows who rings, covered number and ring, and answers the call that rings', async () => {
    const { port, user } = await draw('ringing');
    const tile = screen.getByTestId('call-tile');
    expect(tile.textContent).toContain('王秀兰');
    expect(tile.textContent).toContain('138****5678');
    expect(tile.textContent).toContain('第 2 声');
    await user.click(button('call-answer'));
    expect(port.sent).toContainEqual({ name: 'call.answer', params: { callId: one } });
  });

  it('declines with the last button while it only rings', async () => {
    const { port, user } = await draw('ringing');
    expect(screen.queryByTestId('call-end')).toBeNull();
    await user.click(button('call-decline'));
    expect(port.sent).toContainEqual({ name: 'call.decline', params: { callId: one } });
  });

  it('holds, and the same button brings the customer back', async () => {
    const { port, user } = await draw('talking');
    await user.click(button('call-hold'));
    expect(port.sent.at(-1)).toEqual({ name: 'call.hold', params: { callId: one } });
    expect(button('call-hold').textContent).toContain('恢复');
    await user.click(button('call-hold'));
    expect(port.sent.at(-1)).toEqual({ name: 'call.resume', params: { callId: one } });
  });

  it('says that the customer cannot hear while muted', async () => {
    const { port, user } = await draw('talking');
    await user.click(button('call-mute'));
    expect(port.sent.at(-1)).toEqual({ name: 'call.mute', params: { callId: one, muted: true } });
    expect(button('call-mute').getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByTestId('call-tile').textContent).toContain('客户听不到您');
  });

  it('ends only at the second press', async () => {
    const { port, user } = await draw('talking');
    await user.click(button('call-end'));
    expect(port.sent).toEqual([]);
    expect(button('call-end').textContent).toContain('再按挂断');
    await user.click(button('call-end'));
    expect(port.sent).toEqual([{ name: 'call.hang-up', params: { callId: one } }]);
  });

  it('counts the closing guard on the button, and a second press goes over it', async () => {
    const { port, user } = await draw('closing-guard');
    expect(button('call-end').textContent).toMatch(/[45]客户先挂/);
    await user.click(button('call-end'));
    await user.click(button('call-end'));
    expect(port.sent).toEqual([{ name: 'call.hang-up', params: { callId: one, override: true } }]);
  });

  it('lets a first press lapse', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      await draw('talking');
      act(() => button('call-end').click());
      expect(button('call-end').textContent).toContain('再按挂断');
      act(() => void vi.advanceTimersByTime(1100));
      expect(button('call-end').textContent).not.toContain('再按挂断');
    } finally {
      vi.useRealTimers();
    }
  });

  it('sends digits into the call by the way that was chosen', async () => {
    const { port, user } = await draw('talking');
    await user.click(button('call-keypad'));
    await user.click(await screen.findByTestId('keypad-5'));
    await user.keyboard('#');
    expect(port.sent).toEqual([
      { name: 'call.dtmf', params: { callId: one, digits: '5', by: 'rfc4733' } },
      { name: 'call.dtmf', params: { callId: one, digits: '#', by: 'rfc4733' } },
    ]);
    expect(screen.getByTestId('keypad-sent').textContent).toBe('5#');
  });

  it('opens the transfer picker for the call talked on', async () => {
    const { seat, user } = await draw('talking');
    await user.click(button('call-transfer'));
    expect(seat.screen.getState().transferCallId).toBe(one);
  });

  it('changes the state of the agent with a reason', async () => {
    const { port, user } = await draw('idle');
    await user.click(button('agent-state'));
    await user.click(await screen.findByText('用餐'));
    expect(port.sent).toEqual([{ name: 'agent.not-ready', params: { reason: 'meal' } }]);
  });

  it('says in words whether calls reach this seat', async () => {
    const { port } = await draw('idle');
    expect(button('agent-state').textContent).toContain('来电会到这里');
    act(() => port.change({ line: scenes['line-down'](Date.now()).line }));
    expect(button('agent-state').textContent).toContain('来电到不了');
    expect(screen.getByTestId('line-state').getAttribute('data-state')).toBe('down');
  });

  it('tells a refusal in a sentence that says what to do', async () => {
    const { port, user } = await draw('talking');
    port.refuseNext('call.hold', 'wrong-state');
    await user.click(button('call-hold'));
    expect(await screen.findByText('通话状态刚刚变了,请看一下再按。')).toBeTruthy();
  });

  it('is marked as practice on the practice line', async () => {
    await draw('practice');
    expect(screen.getByTestId('practice-flag').textContent).toBe('练习');
  });
});

describe('a transfer under way', () => {
  it('shows all four ways out while talking first', async () => {
    const { port, user } = await draw('transfer-talking');
    for (const id of ['transfer-complete', 'transfer-three', 'transfer-swap', 'transfer-back']) {
      await user.click(button(id));
    }
    expect(port.sent.map((sent) => sent.name)).toEqual(['transfer.complete', 'conference.start', 'call.swap', 'transfer.back']);
    expect(screen.getByTestId('transfer-strip').textContent).toContain('赵敏 1002');
  });

  it('offers only the way back while the colleague is still being called', async () => {
    await draw('transfer-calling');
    expect(screen.queryByTestId('transfer-complete')).toBeNull();
    expect(button('transfer-back').textContent).toBe('取消,回到客户');
  });

  it('says why it failed and brings the customer back', async () => {
    const { port, user } = await draw('transfer-failed');
    expect(screen.getByTestId('transfer-strip').textContent).toContain('对方忙');
    await user.click(button('transfer-back'));
    expect(port.sent).toEqual([{ name: 'call.resume', params: { callId: one } }]);
  });

  it('can be taken apart again when three talk', async () => {
    const { port, user } = await draw('three-way');
    await user.click(button('conference-split'));
    expect(port.sent).toEqual([{ name: 'conference.split', params: {} }]);
  });
});
