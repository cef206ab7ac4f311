import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callBarView } from '#electron/desktop/call-bar-view.ts';
import { trayState } from '#electron/desktop/tray.ts';
import { CallBarView } from '#shared/bridge/call-bar.ts';
import { callId, idleState, ringing, startDesk, talking, withCalls } from './desk.ts';
import { tempFolder } from './temp-folder.ts';

describe('the desktop starts', () => {
  it('with a screen that is shown once loaded and a media window that never is', async () => {
    const desk = await startDesk();
    expect(desk.ready).toEqual(['app://ninhao/screen/']);
    expect(desk.window('screen').isVisible()).toBe(true);
    expect(desk.window('media').isVisible()).toBe(false);
    expect(desk.window('media').options.webPreferences?.backgroundThrottling).toBe(false);
    expect(desk.electron.windows).toHaveLength(2);
  });

  it('once: a second start leaves at once and shows the first', async () => {
    const second = await startDesk({ isFirstInstance: false });
    expect(second.electron.recordsOf('app.quit')).toHaveLength(1);
    expect(second.electron.windows).toHaveLength(0);
    const first = await startDesk();
    first.window('screen').hide();
    first.electron.emit('second-instance', ['/usr/bin/ninhao']);
    expect(first.window('screen').isVisible()).toBe(true);
  });

  it('not, and says why, when another program has the seat', async () => {
    const desk = await startDesk({ refuse: 'folder-in-use' });
    expect(desk.electron.recordsOf('dialog.showErrorBox')[0]?.values[1]).toContain('请先关闭它');
    expect(desk.electron.recordsOf('app.exit')[0]?.values).toEqual([2]);
    expect(desk.electron.windows).toHaveLength(0);
  });

  it('beside another seat, because its lock and its profile lie in the folder of its own seat', async () => {
    const folder = tempFolder();
    const desk = await startDesk({ environment: { NINHAO_SEAT_DATA: folder } });
    expect(desk.electron.recordsOf('app.setPath')[0]?.values).toEqual(['userData', join(folder, 'shell')]);
    const order = desk.electron.records.map((entry) => entry.what);
    expect(order.indexOf('app.setPath')).toBeLessThan(order.indexOf('app.requestSingleInstanceLock'));
  });

  it('registering tel: and sip: only when it is installed', async () => {
    const installed = await startDesk();
    expect(installed.electron.recordsOf('app.setAsDefaultProtocolClient').map((entry) => entry.values[0])).toEqual([
      'tel',
      'sip',
    ]);
    const unpacked = await startDesk({ isPackaged: false });
    expect(unpacked.electron.recordsOf('app.setAsDefaultProtocolClient')).toEqual([]);
  });
});

describe('a link', () => {
  it('of a second start asks about its number, and dials nothing', async () => {
    const desk = await startDesk();
    desk.window('screen').press('minimize');
    desk.electron.emit('second-instance', ['ninhao', '--flag', 'tel:+86-10-62345678']);
    expect(desk.dialled).toEqual(['+86-10-62345678']);
    expect(desk.asked.map((entry) => entry.name)).not.toContain('call.place');
    expect(desk.window('screen').isMinimized()).toBe(false);
  });

  it('of macOS asks too, and is not handled by anybody else', async () => {
    const desk = await startDesk();
    expect(desk.electron.emit('open-url', 'sip:1002@pbx.example').prevented).toBe(true);
    expect(desk.dialled).toEqual(['1002']);
  });

  it('that started the program waits until the desk is there', async () => {
    const desk = await startDesk({ argv: ['ninhao', 'tel:95533'] });
    expect(desk.dialled).toEqual(['95533']);
  });

  it.each(['tel:', 'sip:practice@x', 'tel:<script>', `tel:${'9'.repeat(400)}`])(
    'without a number, %s, only shows the window',
    async (link) => {
      const desk = await startDesk();
      desk.electron.emit('second-instance', [link]);
      expect(desk.dialled).toEqual([]);
    },
  );
});

describe('closing', () => {
  it('without a call ends the seat and leaves', async () => {
    const desk = await startDesk();
    expect(desk.window('screen').press('close').prevented).toBe(true);
    await expect.poll(() => desk.electron.recordsOf('app.exit').length).toBe(1);
    expect(desk.closed()).toBe(1);
    expect(desk.electron.recordsOf('dialog.showMessageBox')).toEqual([]);
  });

  it.each([
    [0, true, 0],
    [1, false, 0],
    [2, false, 1],
  ])(
    'during a call asks first; button %d leaves the window visible: %s, and closes %d seats',
    async (answer, visible, closed) => {
      const desk = await startDesk({ answer: () => answer });
      desk.become(withCalls(talking));
      desk.window('screen').press('close');
      await expect.poll(() => desk.electron.recordsOf('dialog.showMessageBox').length).toBe(1);
      await expect.poll(() => desk.window('screen').isVisible()).toBe(visible);
      expect(desk.closed()).toBe(closed);
    },
  );

  it('asks once, however often it is pressed, and the same for quitting the program', async () => {
    const desk = await startDesk({ answer: () => 0 });
    desk.become(withCalls(ringing));
    desk.window('screen').press('close');
    expect(desk.electron.emit('before-quit').prevented).toBe(true);
    desk.window('screen').press('close');
    await expect.poll(() => desk.electron.recordsOf('dialog.showMessageBox').length).toBe(1);
  });

  it('by a signal asks nobody', async () => {
    const desk = await startDesk();
    desk.become(withCalls(talking));
    await desk.stop();
    expect(desk.electron.recordsOf('dialog.showMessageBox')).toEqual([]);
    expect(desk.closed()).toBe(1);
    expect(desk.electron.recordsOf('app.exit')[0]?.values).toEqual([0]);
    expect(desk.electron.windows.every((window) => window.isDestroyed())).toBe(true);
  });
});

describe('a page', () => {
  it('hears events only after it opened, and then also what was told before', async () => {
    const desk = await startDesk();
    const screen = desk.window('screen');
    desk.become(idleState());
    desk.tell({ name: 'tell', payload: { level: 'warning', code: 'missed-call', params: {} } });
    expect(screen.sent).toEqual([]);
    await desk.electron.invoke(screen, 'seat:request:seat.open', [{}]);
    await expect.poll(() => screen.sent.map((message) => message.channel)).toEqual(['seat:event:tell']);
    desk.become(withCalls(ringing));
    expect(screen.sent.at(-1)?.channel).toBe('seat:event:state');
  });

  it('that is loaded anew starts from nothing', async () => {
    const desk = await startDesk();
    const screen = desk.window('screen');
    await desk.electron.invoke(screen, 'seat:request:seat.open', [{}]);
    screen.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    const before = screen.sent.length;
    desk.become(withCalls(ringing));
    expect(screen.sent).toHaveLength(before);
    screen.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    await desk.electron.invoke(screen, 'seat:request:seat.open', [{}]);
    desk.become(withCalls(talking));
    expect(screen.sent.length).toBeGreaterThan(before);
  });

  it('that died is loaded again after half a second, and the seat is told when it was the media page', async () => {
    const desk = await startDesk();
    const attached = desk.media.attached;
    desk.window('media').emit('render-process-gone', {}, { reason: 'crashed' });
    expect(desk.media.attached).toBe(attached + 1);
    expect(desk.timers.at(-1)?.ms).toBe(500);
    desk.timers.at(-1)?.run();
    expect(desk.electron.recordsOf('media.reload')).toHaveLength(1);
  });

  it('of the media gets the requests of the contract, and nothing else', async () => {
    const desk = await startDesk();
    const media = desk.window('media');
    desk.media.send({ kind: 'request', id: 7, name: 'warm', params: {} });
    expect(media.sent).toEqual([{ channel: 'media:request:warm', values: [7, {}] }]);
    desk.media.send({ kind: 'request', id: 8, name: 'no such request', params: {} });
    expect(media.sent).toHaveLength(1);
    desk.electron.send(media, 'media:reply', [7, { ok: true, value: {} }]);
    expect(desk.media.received).toEqual([{ kind: 'reply', id: 7, result: { ok: true, value: {} } }]);
    desk.electron.send(media, 'media:reply', ['7', 'nonsense']);
    expect(desk.media.received).toHaveLength(1);
  });
});

describe('the floating call bar', () => {
  it('is there while a call is live and the window is not seen, above all others, 360 by 64', async () => {
    const desk = await startDesk();
    desk.become(withCalls(talking));
    expect(desk.electron.windows).toHaveLength(2);
    desk.window('screen').press('minimize');
    const bar = desk.window('bar');
    expect(bar.isVisible()).toBe(true);
    expect(bar.options).toMatchObject({ width: 360, height: 64, alwaysOnTop: true, frame: false });
    expect(desk.electron.recordsOf('setAlwaysOnTop')[0]?.values).toEqual([true, 'floating']);
    expect(desk.electron.recordsOf('bar.show')).toEqual([]);
    await expect.poll(() => bar.sent.length).toBeGreaterThan(0);
    expect(CallBarView.parse(bar.sent.at(-1)?.values[0])).toMatchObject({ phase: 'talking', sinceMs: 5000 });
    desk.become(idleState());
    expect(bar.isVisible()).toBe(false);
  });

  it('goes when the window is seen again, and its button brings the window back', async () => {
    const desk = await startDesk();
    desk.become(withCalls(talking));
    desk.window('screen').hide();
    expect(desk.window('bar').isVisible()).toBe(true);
    desk.electron.send(desk.window('bar'), 'bar:action', [{ action: 'show', callId }]);
    expect(desk.window('screen').isVisible()).toBe(true);
    expect(desk.window('bar').isVisible()).toBe(false);
  });

  it.each([
    ['answer', 'call.answer', {}],
    ['decline', 'call.decline', {}],
    ['hold', 'call.hold', {}],
    ['resume', 'call.resume', {}],
    ['mute', 'call.mute', { muted: true }],
    ['unmute', 'call.mute', { muted: false }],
    ['end', 'call.hang-up', {}],
  ])('%s asks the seat for %s', async (action, name, params) => {
    const desk = await startDesk();
    desk.become(withCalls(talking));
    desk.window('screen').hide();
    desk.electron.send(desk.window('bar'), 'bar:action', [{ action, callId }]);
    expect(desk.asked.at(-1)).toEqual({ name, params: { callId, ...params } });
  });

  it('of a guarded end sends the second press as an override', async () => {
    const desk = await startDesk({ refuseOnce: { 'call.hang-up': 'guarded' } });
    desk.become(withCalls(talking));
    desk.window('screen').hide();
    const press = (): void => desk.electron.send(desk.window('bar'), 'bar:action', [{ action: 'end', callId }]);
    press();
    expect(desk.asked.at(-1)?.params).toEqual({ callId });
    await Promise.resolve();
    await Promise.resolve();
    press();
    expect(desk.asked.at(-1)?.params).toEqual({ callId, override: true });
  });

  it.each([
    ['ringing', ringing, ['answer', 'decline', 'show']],
    ['talking', talking, ['hold', 'mute', 'end', 'show']],
    ['talking', { ...talking, muted: true }, ['hold', 'unmute', 'end', 'show']],
    ['held', { ...talking, hold: 'local' as const, holdSinceMs: 9 }, ['resume', 'end', 'show']],
    ['talking', { ...talking, hold: 'remote' as const }, ['hold', 'mute', 'end', 'show']],
  ] as const)('of a call that is %s has the buttons that make sense', (phase, call, actions) => {
    const view = CallBarView.parse(callBarView(withCalls(call)));
    expect(view).toMatchObject({ phase, language: 'zh-CN', title: '13800005678' });
    expect(view.buttons.map((button) => button.action)).toEqual(actions);
  });

  it('speaks the language of the seat, and of no call says nothing', () => {
    const state = withCalls(ringing);
    const english = callBarView({ ...state, settings: { ...state.settings, language: 'en', theme: 'dark' } });
    expect(english).toMatchObject({ state: 'Ringing', dark: true });
    expect(callBarView(idleState())).toBeNull();
  });
});

describe('the tray', () => {
  it.each([
    ['ready', idleState()],
    ['not-ready', idleState({ agent: { phase: 'not-ready', sinceMs: 0, reason: 'meal' } })],
    ['call', withCalls(talking)],
    ['down', idleState({ line: { phase: 'connecting', sinceMs: 0 } })],
    ['down', { ...withCalls(talking), line: { phase: 'off' as const, sinceMs: 0 } }],
  ] as const)('shows %s', (expected, state) => {
    expect(trayState(state)).toBe(expected);
  });

  it('says in words whether calls reach the seat, changes ready and quits', async () => {
    const desk = await startDesk();
    expect(desk.electron.recordsOf('Tray.setToolTip').at(-1)?.values[0]).toBe('您好 坐席工作站 · 示闲');
    desk.electron
      .menu()
      .find((item) => item.label === '示忙')
      ?.click();
    expect(desk.asked.at(-1)).toEqual({ name: 'agent.not-ready', params: { reason: 'other' } });
    desk.become(idleState({ agent: { phase: 'not-ready', sinceMs: 0, reason: 'meal' } }));
    expect(desk.electron.recordsOf('Tray.setImage').at(-1)?.values[0]).toBe('/icons/tray-not-ready.png');
    desk.electron
      .menu()
      .find((item) => item.label === '示闲')
      ?.click();
    expect(desk.asked.at(-1)?.name).toBe('agent.ready');
    desk.electron
      .menu()
      .find((item) => item.label === '退出')
      ?.click();
    await expect.poll(() => desk.closed()).toBe(1);
  });
});

describe('a notification', () => {
  it('tells of a ring that the agent does not see, without the number, and brings the window', async () => {
    const desk = await startDesk();
    desk.window('screen').press('blur');
    desk.become(withCalls(ringing));
    desk.become(withCalls(ringing));
    expect(desk.electron.notifications.map(({ title, body }) => [title, body])).toEqual([['来电', '138****5678']]);
    expect(desk.electron.recordsOf('screen.flashFrame').at(-1)?.values).toEqual([true]);
    desk.window('screen').hide();
    desk.electron.notifications[0]?.click();
    expect(desk.window('screen').isVisible()).toBe(true);
    desk.become(idleState());
    expect(desk.electron.recordsOf('Notification.close')).toHaveLength(1);
  });

  it('is not shown to an agent who looks at the window', async () => {
    const desk = await startDesk();
    desk.become(withCalls(ringing));
    expect(desk.electron.notifications).toEqual([]);
  });

  it('tells of a missed call, without saying whose', async () => {
    const desk = await startDesk();
    desk.window('screen').press('blur');
    desk.tell({ name: 'tell', payload: { level: 'warning', code: 'missed-call', params: { number: '13800005678' } } });
    expect(desk.electron.notifications[0]?.title).toBe('未接来电');
    expect(desk.electron.notifications[0]?.body).not.toMatch(/\d/);
  });
});
