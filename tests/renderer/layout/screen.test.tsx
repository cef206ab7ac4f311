import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { drawScreen } from '../draw.tsx';

const one = callId(1);
const scene = (name: SceneName) => structuredClone(scenes[name](Date.now()));

describe('the screen', () => {
  it('draws card, sentence and ticket as soon as a call rings', async () => {
    const { port } = await drawScreen(scene('idle'));
    expect(screen.getByTestId('readiness')).toBeTruthy();
    act(() => port.change(scene('ringing')));
    expect(screen.getByTestId('card-name').textContent).toBe('王秀兰');
    expect(screen.getByTestId('sentence-now').textContent).toContain('王女士,您好');
    expect(screen.getByTestId('call-answer').hasAttribute('disabled')).toBe(false);
  });

  it('says who rings in the title of the tab and to a screen reader', async () => {
    const { port } = await drawScreen(scene('idle'));
    act(() => port.change(scene('ringing')));
    expect(document.title).toBe('来电 王秀兰');
    expect(screen.getAllByRole('alert').map((one) => one.textContent)).toContain('来电 王秀兰');
    act(() => port.change(scene('talking')));
    expect(document.title).toContain('通话中');
  });

  it('keeps the bar on every page', async () => {
    const { user } = await drawScreen(scene('ringing'));
    for (const page of ['nav-tickets', 'nav-calls', 'nav-settings']) {
      await user.click(screen.getByTestId(page));
      expect(screen.getByTestId('call-answer')).toBeTruthy();
      expect(screen.getByTestId('call-tile').textContent).toContain('王秀兰');
    }
  });

  it('answers by its key from anywhere, and comes back to the desk', async () => {
    const { port, seat, user } = await drawScreen(scene('ringing'));
    await user.click(screen.getByTestId('nav-calls'));
    act(() => void fireEvent.keyDown(document.body, { key: 'F2', code: 'F2' }));
    expect(port.sent).toContainEqual({ name: 'call.answer', params: { callId: one } });
    expect(seat.screen.getState().page).toBe('desk');
  });

  it('asks before it is closed while a call is live, and not otherwise', async () => {
    const leaving = (): boolean => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const { port } = await drawScreen(scene('talking'));
    expect(leaving()).toBe(true);
    act(() => port.change(scene('idle')));
    expect(leaving()).toBe(false);
  });

  it('embeds the audio in the browser and not on the desktop', async () => {
    const { port } = await drawScreen(scene('idle'));
    expect(document.querySelector('iframe')?.getAttribute('src')).toBe('/media/');
    act(() => port.change({ shell: 'desktop' }));
    expect(document.querySelector('iframe')).toBeNull();
  });

  it('says so when another window takes the seat', async () => {
    const { port } = await drawScreen(scene('idle'));
    act(() => port.setLink('moved-away'));
    expect(screen.getByText('这个坐席已在另一个窗口打开')).toBeTruthy();
    expect(screen.queryByTestId('call-answer')).toBeNull();
  });

  it('keeps everything drawn while the link to the seat is away', async () => {
    const { port } = await drawScreen(scene('talking'));
    act(() => port.setLink('lost'));
    expect(screen.getByTestId('card-name').textContent).toBe('王秀兰');
    expect(screen.getByTestId('banner').textContent).toContain('正在自动恢复');
  });

  it('asks with a filled dial pad before it dials a link', async () => {
    const { port, seat } = await drawScreen(scene('idle'));
    act(() => port.tell('ask-dial', { number: '4008001234' }));
    expect(seat.screen.getState()).toMatchObject({ dialOpen: true, dialNumber: '4008001234' });
    expect(port.sent.filter(({ name }) => name === 'call.place')).toEqual([]);
  });

  it('tells what happened once, in words', async () => {
    const { port } = await drawScreen(scene('idle'));
    act(() => port.tell('tell', { level: 'warning', code: 'missed-call', params: { number: '186****0123' } }));
    expect(await screen.findByText('有一通未接来电 186****0123')).toBeTruthy();
  });

  it('does not repeat in a message what the ticket on the desk says, but tells of any other', async () => {
    const { port } = await drawScreen(scene('talking'));
    const number = scene('talking').drafts[0]?.number ?? '';
    act(() => port.tell('tell', { level: 'success', code: 'ticket-saved', params: { number } }));
    act(() => port.tell('tell', { level: 'success', code: 'ticket-on-server', params: { number } }));
    act(() => port.tell('tell', { level: 'success', code: 'ticket-on-server', params: { number: 'GD-1123-1001-099' } }));
    expect(await screen.findByText('工单 GD-1123-1001-099 已到中心')).toBeTruthy();
    expect(screen.queryByText(`工单 ${number} 已存在本机`)).toBeNull();
    expect(screen.queryByText(`工单 ${number} 已到中心`)).toBeNull();
  });

  it('tells of the same ticket when another page is in front', async () => {
    const { port, user } = await drawScreen(scene('talking'));
    const number = scene('talking').drafts[0]?.number ?? '';
    await user.click(screen.getByTestId('nav-calls'));
    act(() => port.tell('tell', { level: 'success', code: 'ticket-on-server', params: { number } }));
    expect(await screen.findByText(`工单 ${number} 已到中心`)).toBeTruthy();
  });

  it('speaks English when the settings say so', async () => {
    const state = scene('ringing');
    await drawScreen({ ...state, settings: { ...state.settings, language: 'en' } });
    expect((await screen.findByTestId('call-answer')).textContent).toContain('Answer');
    expect(document.documentElement.lang).toBe('en');
  });

  it.each<SceneName>(['idle', 'ringing', 'talking', 'hold', 'ringing-several', 'transfer-talking', 'line-down'])(
    'has nothing that a screen reader would stumble over: %s',
    async (name) => {
      await drawScreen(scene(name));
      // jsdom has no layout: colours are held by the palette's own test. The audio frame is empty on purpose.
      const result = await axe.run(document.body, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
        iframes: false,
      });
      expect(
        result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
      ).toEqual([]);
    },
  );

  it('a fault in one part leaves the call bar working', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { port } = await drawScreen(scene('idle'));
    const broken = scene('ringing');
    const [desk] = broken.desks;
    if (!desk) throw new Error('ringing has its desk');
    // Past the parser, as a bug of ours would be.
    Object.assign(desk.card, { reasons: null });
    act(() => port.change({ calls: broken.calls, desks: broken.desks }));
    await waitFor(() => expect(screen.getByText('这一块出了错,其他部分照常可用。')).toBeTruthy());
    expect(screen.getByTestId('call-answer').hasAttribute('disabled')).toBe(false);
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });
});
