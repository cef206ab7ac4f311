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

  it('sends a refused ticket again, and says that nothing is lost', async () => {
    const parked = { ...openTicket(nowMs), place: 'parked' as const };
    const { user, asked } = await show(<TicketDetails placed={parked} onClose={() => undefined} />, idleState(nowMs));
    expect(screen.getByRole('alert').textContent).toContain('没有丢');
    await user.click(screen.getByTestId('ticket-retry'));
    expect(asked('ticket.retry-parked')).toEqual([{ ticketId: parked.ticket.id }]);
  });
});
