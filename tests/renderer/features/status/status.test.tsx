import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DayBoard } from '#renderer/screen/features/status/day-board.tsx';
import { Readiness } from '#renderer/screen/features/status/readiness.tsx';
import { StatusLine } from '#renderer/screen/features/status/status-line.tsx';
import { averageTalk, shareWithin15s } from '#renderer/screen/features/status/today-figures.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { type Drawn, drawPart } from '../../draw.tsx';

const line = (scene: SceneName): Promise<Drawn> => drawPart(scenes[scene](Date.now()), <StatusLine />);

describe('the status line', () => {
  it('says what waits to be sent and what was sent back, and leads to it', async () => {
    const { seat, user } = await line('centre-offline');
    expect(screen.getByTestId('outbox-waiting').textContent).toBe('待发送 4');
    await user.click(screen.getByTestId('outbox-parked'));
    expect(seat.screen.getState().page).toBe('tickets');
  });

  it('says nothing of parked work when there is none', async () => {
    await line('idle');
    expect(screen.queryByTestId('outbox-parked')).toBeNull();
    expect(screen.getByTestId('today').textContent).toBe('今天 接 31 · 15 秒内 97% · 平均 02:20 · 工单 18');
  });

  it('shows the first load of customers', async () => {
    await line('loading');
    expect(screen.getByTestId('customers-loading').textContent).toContain('41%');
  });

  it('opens the notices, and confirms the reading of one', async () => {
    const { port, user } = await line('idle');
    await user.click(screen.getByTestId('notices'));
    await user.click(await screen.findByText('知道了'));
    expect(port.sent).toEqual([{ name: 'notice.read', params: { noticeId: 'n1' } }]);
  });

  it('has no figures of nothing', () => {
    expect(shareWithin15s({ answered: 0, within15s: 0 })).toBe('–');
    expect(averageTalk({ answered: 0, placed: 0, talkMs: 0 })).toBe('–');
  });
});

describe('between calls', () => {
  it('the desk says why calls would not come, and offers what helps', async () => {
    const { port, user } = await drawPart(scenes['not-ready'](Date.now()), <Readiness />);
    expect(screen.getByTestId('readiness').textContent).toContain('示忙(用餐),队列不派');
    await user.click(screen.getByTestId('become-ready'));
    expect(port.sent).toContainEqual({ name: 'agent.ready', params: {} });
  });

  it('the practice line offers a caller at a press, a real line does not', async () => {
    const { port, user } = await drawPart(scenes.practice(Date.now()), <DayBoard />);
    await user.click(screen.getByTestId('practice-ring'));
    expect(port.sent).toEqual([{ name: 'practice.ring', params: {} }]);
  });

  it('a real line offers no pretended caller', async () => {
    await drawPart(scenes.idle(Date.now()), <DayBoard />);
    expect(screen.queryByTestId('practice-ring')).toBeNull();
  });
});
