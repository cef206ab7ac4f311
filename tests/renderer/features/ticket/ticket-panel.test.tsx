import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TicketPanel } from '#renderer/screen/features/ticket/ticket-panel.tsx';
import { useSeat } from '#renderer/screen/stores/seat-context.ts';
import { useScreen } from '#renderer/screen/stores/use-screen.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { callId, draft } from '#tests/fakes/seat-server/base-state.ts';
import { scenes } from '#tests/fakes/seat-server/scenes.ts';
import { show } from '../show.tsx';

const nowMs = Date.UTC(2026, 10, 23, 5, 20);
const call = callId(1);
const ringing = (): SeatState => scenes.ringing(nowMs);
const talkingOn = (more: Parameters<typeof draft>[2]): SeatState => ({
  ...scenes.talking(nowMs),
  drafts: [draft(call, nowMs, more)],
});
const complete = { summary: '厨房漏水', fields: { place: '枣园路46号院', fault: 'leak' } };
const summary = (): HTMLElement => screen.getByTestId('ticket-summary');

/** As the layout has it: the key raises a count in the screen's store. */
function PanelWithKey() {
  return <TicketPanel callId={call} saveAsked={useScreen((view) => view.saveAsked)} />;
}

function PanelOfChosen() {
  const isLive = useSeat((state) => state.calls.calls.length > 0);
  return <TicketPanel callId={isLive ? call : null} />;
}

describe('the ticket panel', () => {
  it('is open from the first ring and says so', async () => {
    await show(<TicketPanel callId={call} />, ringing());
    expect(screen.getByTestId('ticket-place').textContent).toBe('草稿 · 随来电打开');
    expect(screen.getByTestId('ticket-panel').textContent).toContain('GD-1123-1001-019');
  });

  it.each(['13800005678', '01060001234', '96116', '0013105550123'])(
    'shows the number as the draft has it: %s',
    async (number) => {
      await show(<TicketPanel callId={call} />, talkingOn({ contactName: '', contactNumber: number }));
      expect(screen.getByLabelText('电话')).toHaveProperty('value', number);
    },
  );

  it('sends every keystroke to the seat, and shows when it was stored', async () => {
    const { asked, user, port } = await show(<TicketPanel callId={call} />, ringing());
    await user.type(summary(), '地面有积水');
    await waitFor(() =>
      expect(asked('draft.change').at(-1)).toEqual({ draftId: 'draft-call-1', patch: { summary: '地面有积水' } }),
    );
    expect(asked('draft.change')[0]).toEqual({ draftId: 'draft-call-1', patch: { summary: '地' } });
    act(() => port.change({ drafts: [draft(call, nowMs, { summary: '地面有积水', changedAtMs: nowMs })] }));
    expect(screen.getByTestId('ticket-place').textContent).toBe('已存本机 13:20:00');
  });

  it('shows letters of a composition and sends only what it ends in', async () => {
    const { asked } = await show(<TicketPanel callId={call} />, ringing());
    fireEvent.compositionStart(summary());
    fireEvent.change(summary(), { target: { value: "lou'shui" } });
    expect(summary()).toHaveProperty('value', "lou'shui");
    expect(asked('draft.change')).toEqual([]);
    fireEvent.change(summary(), { target: { value: '漏水' } });
    fireEvent.compositionEnd(summary());
    expect(asked('draft.change')).toEqual([{ draftId: 'draft-call-1', patch: { summary: '漏水' } }]);
  });

  it('keeps what was entered when the kind changes, and back', async () => {
    const { asked, user } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    await user.type(screen.getByTestId('ticket-field-access'), '下午');
    await user.click(screen.getByTestId('ticket-kind-complaint'));
    expect(screen.queryByTestId('ticket-field-access')).toBeNull();
    expect(summary()).toHaveProperty('value', '厨房漏水');
    await user.click(screen.getByTestId('ticket-kind-repair'));
    expect(screen.getByTestId('ticket-field-access')).toHaveProperty('value', '下午');
    // Alone, or together with fields that were still on their way.
    await waitFor(() => expect(asked('draft.change').at(-1)).toMatchObject({ patch: { kind: 'repair' } }));
  });

  it('marks what is missing at its field and saves nothing', async () => {
    const { asked, user } = await show(<TicketPanel callId={call} />, ringing());
    await user.click(screen.getByTestId('ticket-save'));
    const said = screen.getAllByRole('alert').map((alert) => alert.textContent);
    expect(said).toEqual(['请先填写地点', '请先填写故障', '请先填写情况']);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('ticket-field-place')));
    expect(asked('ticket.save')).toEqual([]);
  });

  it('saves only after the last keystroke is stored, then shows the ticket and where it is', async () => {
    const { port, user } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    await user.type(summary(), '!');
    await user.click(screen.getByTestId('ticket-save'));
    expect(await screen.findByTestId('ticket-saved')).toBeDefined();
    const order = port.sent.map(({ name }) => name).filter((name) => name === 'draft.change' || name === 'ticket.save');
    expect(order).toEqual(['draft.change', 'ticket.save']);
    expect(screen.getByTestId('ticket-place').textContent).toContain('等待送到中心');
  });

  it('does not save what could not be stored, and says so', async () => {
    const { asked, user, port } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    port.refuseNext('draft.change', 'disk-full');
    await user.type(summary(), '!');
    await waitFor(() => expect(screen.getByTestId('ticket-place').textContent).toBe('没有存到本机,正在重试'));
    expect(summary()).toHaveProperty('value', '厨房漏水!');
    expect(asked('ticket.save')).toEqual([]);
  });

  it('saves by its key wherever the focus is, once for each press', async () => {
    const { asked, screen: view } = await show(<PanelWithKey />, talkingOn(complete));
    expect(asked('ticket.save')).toEqual([]);
    act(() => view.setState({ saveAsked: 1 }));
    await waitFor(() => expect(asked('ticket.save')).toEqual([{ draftId: 'draft-call-1' }]));
  });

  it('keeps the form under the hands of the agent when the call ends', async () => {
    const { port } = await show(<PanelOfChosen />, talkingOn(complete));
    const field = summary();
    act(() => port.change({ calls: { calls: [], activeCallId: null, transfer: null, conference: [] }, desks: [] }));
    expect(summary()).toBe(field);
  });

  it('ends the call through the layout alone, and only after the ticket is saved', async () => {
    const ended: number[] = [];
    const { asked, user } = await show(
      <TicketPanel callId={call} onEnd={() => ended.push(asked('ticket.save').length)} />,
      talkingOn(complete),
    );
    await user.click(screen.getByTestId('ticket-save-end'));
    await waitFor(() => expect(ended).toEqual([1]));
    expect(asked('call.hang-up')).toEqual([]);
  });

  it('offers to undo a discard', async () => {
    const { asked, user, port } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    await user.click(screen.getByTestId('ticket-discard'));
    act(() => port.change({ drafts: [] }));
    await user.click(await screen.findByText('撤销'));
    expect(asked('draft.restore')).toEqual([{ draftId: 'draft-call-1' }]);
  });

  it('sets the level with the urgency of the kind', async () => {
    const { asked, user } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    await user.click(screen.getByText('较急'));
    expect(asked('draft.change')[0]).toMatchObject({
      patch: { priority: 'high', fields: { urgency: 'soon', place: '枣园路46号院' } },
    });
  });

  it('stores a moment in ms when it can be read, and marks it when not', async () => {
    const { asked, user } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    const since = screen.getByLabelText('何时起');
    await user.type(since, '2026-11-21 15:40');
    await user.tab();
    await waitFor(() =>
      expect(asked('draft.change').at(-1)).toMatchObject({ patch: { fields: { since: Date.UTC(2026, 10, 21, 7, 40) } } }),
    );
    await user.clear(since);
    await user.type(since, '昨天吧');
    await user.tab();
    expect(screen.getByRole('alert').textContent).toBe('如 2026-11-21 15:40');
  });

  it('takes a quick choice of a moment with one click, and leaves the focus where it was', async () => {
    const { asked, user } = await show(<TicketPanel callId={call} />, talkingOn(complete));
    summary().focus();
    await user.click(screen.getByText('昨天'));
    expect(asked('draft.change')[0]).toMatchObject({ patch: { fields: { since: expect.any(Number) } } });
    expect(document.activeElement).toBe(summary());
  });

  it('lists drafts of calls that are over and opens the one that is picked', async () => {
    const state = { ...ringing(), drafts: [...ringing().drafts, draft(callId(9), nowMs, { id: 'old', summary: '水表倒转' })] };
    const { user } = await show(<TicketPanel callId={call} />, state);
    await user.click(screen.getByTestId('ticket-unfinished'));
    await user.click(await screen.findByTestId('unfinished-old'));
    expect(summary()).toHaveProperty('value', '水表倒转');
  });
});
