import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CustomerPanel } from '#renderer/screen/features/customer/customer-panel.tsx';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { type Drawn, drawPart } from '../../draw.tsx';

const one = callId(1);
const dialled: string[] = [];
const draw = (scene: SceneName): Promise<Drawn> => {
  dialled.length = 0;
  return drawPart(scenes[scene](Date.now()), <CustomerPanel callId={one} onDial={(number) => dialled.push(number)} />);
};
const asked = (drawn: Drawn): unknown[] => drawn.port.sent.filter(({ name }) => name !== 'figures.painted');

describe('the customer card', () => {
  it('says who calls, how to speak to them, and why we think so', async () => {
    await draw('ringing');
    const card = screen.getByTestId('customer-card');
    expect(screen.getByTestId('card-name').textContent).toBe('王秀兰');
    expect(screen.getByTestId('match-reason').textContent).toBe('号码相符 · 曾用此号来电');
    for (const text of [
      '王女士',
      'VIP 3 级',
      '听力不便,请慢讲',
      '3301 0045 782',
      '¥ 86.40',
      '欠费 1 期',
      '厨房水表处渗水',
      '报修 队列',
    ]) {
      expect(card.textContent).toContain(text);
    }
    expect(screen.getByTestId('outage').textContent).toContain('抢修');
  });

  it('covers the number until it is asked for, and puts it into the dial pad at a click', async () => {
    const { user } = await draw('ringing');
    expect(screen.queryByText('138 0000 5678')).toBeNull();
    await user.click(screen.getByRole('button', { name: '显示' }));
    await user.click(screen.getByText('138 0000 5678'));
    expect(dialled).toEqual(['8613800005678']);
  });

  it('offers every customer of a shared number with its reason, and none of them', async () => {
    const drawn = await draw('ringing-several');
    const choices = screen.getAllByTestId('customer-choice');
    expect(choices.map((choice) => choice.textContent)).toEqual([
      expect.stringContaining('同一住址'),
      expect.stringContaining('备用号码相符'),
      expect.stringContaining('号码相符'),
    ]);
    await drawn.user.click(within(choices[1] ?? document.body).getByText('陈立新'));
    await drawn.user.click(screen.getByTestId('choose-none'));
    expect(asked(drawn)).toEqual([
      { name: 'customer.choose', params: { callId: one, customerId: 'c-0001' } },
      { name: 'customer.choose', params: { callId: one, customerId: null } },
    ]);
  });

  it('an unknown number has a plain card on which the customer can be found', async () => {
    const drawn = await draw('ringing-none');
    expect(screen.getByTestId('card-name').textContent).toContain('186****0123');
    expect(screen.getByTestId('customer-card').textContent).toContain('安徽 合肥 联通');
    await drawn.user.type(screen.getByTestId('customer-find'), '王秀');
    const found = await screen.findAllByTestId('customer-choice');
    await drawn.user.click(found[0] ?? document.body);
    expect(asked(drawn)).toContainEqual({ name: 'customer.find', params: { text: '王秀', limit: 8 } });
    expect(asked(drawn).at(-1)).toEqual({ name: 'customer.choose', params: { callId: one, customerId: 'c-0000' } });
  });

  it('draws hostile text as text', async () => {
    await draw('ringing-hostile');
    expect(screen.getByTestId('card-name').textContent).toBe('<img src=x onerror=alert(1)>{{name}}$t(call:answer)');
    const card = screen.getByTestId('customer-card');
    expect(card.querySelectorAll('img, script')).toHaveLength(0);
    expect(card.querySelectorAll('a[href]')).toHaveLength(0);
  });

  it('tells the seat once when the card of a ringing call was painted', async () => {
    const { port } = await draw('ringing');
    const marks = () => port.sent.filter(({ name }) => name === 'figures.painted');
    await waitFor(() => expect(marks()).toHaveLength(1));
    expect(marks()[0]?.params).toEqual({ callId: one, paintedAtMs: expect.closeTo(Date.now(), -4) });
    act(() => port.change({ missedUnseen: 5, desks: structuredClone(scenes.ringing(Date.now()).desks) }));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(marks()).toHaveLength(1);
  });

  it('marks no paint for a call that no longer rings', async () => {
    const { port } = await draw('talking');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(port.sent).toEqual([]);
  });
});
