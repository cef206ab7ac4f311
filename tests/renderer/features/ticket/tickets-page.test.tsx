import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TicketDetails } from '#renderer/screen/features/ticket/ticket-details.tsx';
import { TicketsPage } from '#renderer/screen/features/ticket/tickets-page.tsx';
import { idleState } from '#tests/fakes/seat-server/base-state.ts';
import { openTicket } from '#tests/fakes/seat-server/customers.ts';
import { show } from '../show.tsx';

const nowMs = Date.UTC(2026, 10, 23, 5, 20);

describe('the list of tickets', () => {
  it('shows each with where it is, and opens its details', async () => {
    const { user } = await show(<TicketsPage />, idleState(nowMs));
    const line = await screen.findByTestId(`ticket-line-${openTicket(nowMs).ticket.id}`);
    expect(line.textContent).toContain('已到中心');
    await user.click(line);
    expect((await screen.findByTestId('ticket-details')).textContent).toContain('朝阳区枣园路');
  });

  it('asks the seat for what is searched, and offers to clear filters that leave nothing', async () => {
    const { user, asked } = await show(<TicketsPage />, idleState(nowMs));
    await user.type(screen.getByTestId('tickets-search'), '王');
    await waitFor(() => expect(asked('ticket.list').at(-1)).toEqual({ limit: 200, text: '王' }));
    await user.click(screen.getByTestId('tickets-parked'));
    await user.click(await screen.findByText('清除筛选'));
    expect(await screen.findByTestId(`ticket-line-${openTicket(nowMs).ticket.id}`)).toBeDefined();
  });

  it.each([
    ['bad-fields: summary, fields.place', '有的内容中心认为不对 (情况 · 地点)'],
    ['changed-meanwhile: address', '别人同时改了同样的内容 (地址)'],
    ['not-allowed', '您的权限不能这样改'],
    ['status 413', '中心给出的原因:status 413'],
  ])('says in words why the centre refused it: %s', async (reason, words) => {
    const parked = { ...openTicket(nowMs), place: 'parked' as const, reason };
    await show(<TicketDetails placed={parked} onClose={() => undefined} />, idleState(nowMs));
    expect(screen.getByTestId('refused-reason').textContent).toBe(words);
  });

  it('sends a refused ticket again, and says that nothing is lost', async () => {
    const parked = { ...openTicket(nowMs), place: 'parked' as const };
    const { user, asked } = await show(<TicketDetails placed={parked} onClose={() => undefined} />, idleState(nowMs));
    expect(screen.getByRole('alert').textContent).toContain('没有丢');
    await user.click(screen.getByTestId('ticket-retry'));
    expect(asked('ticket.retry-parked')).toEqual([{ ticketId: parked.ticket.id }]);
  });
});
