import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ScriptPanel } from '#renderer/screen/features/script/script-panel.tsx';
import { sentenceSize } from '#renderer/screen/features/script/sentence-now.tsx';
import { findSituations } from '#renderer/screen/features/script/situations.tsx';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';
import { situations } from '#tests/fakes/seat-server/script.ts';
import { type Drawn, drawPart } from '../../draw.tsx';

const one = callId(1);
const draw = (scene: SceneName): Promise<Drawn> => drawPart(scenes[scene](Date.now()), <ScriptPanel callId={one} />);
const panel = (): HTMLElement => screen.getByTestId('script-panel');

describe('what to say', () => {
  it('stands ready while it rings, with the reason of the choice', async () => {
    await draw('ringing');
    expect(screen.getByTestId('sentence-now').textContent).toBe('王女士,您好!清源水务客服中心,请问有什么可以帮您?');
    expect(panel().textContent).toContain('接通后说');
    expect(panel().textContent).toContain('按 时段 · 号码唯一匹配 选用 · 方案 v12');
    expect(screen.queryByTestId('sentence-said')).toBeNull();
  });

  it('is ticked as said and stepped on by hand', async () => {
    const { port, user } = await draw('talking');
    await user.click(screen.getByTestId('sentence-said'));
    await user.click(screen.getByTestId('sentence-next'));
    await user.click(screen.getByTestId('stage-said-opening'));
    await user.click(screen.getByTestId('stage-closing'));
    expect(port.sent).toEqual([
      { name: 'script.said', params: { callId: one, stage: 'confirm', said: true } },
      { name: 'script.stage', params: { callId: one, stage: 'ask-more' } },
      { name: 'script.said', params: { callId: one, stage: 'opening', said: false } },
      { name: 'script.stage', params: { callId: one, stage: 'closing' } },
    ]);
  });

  it('counts the hold against its limit, and says when it is over', async () => {
    const { port } = await draw('hold');
    expect(screen.getByTestId('hold-timer').textContent).toMatch(/^保持 01:2[45] \/ 02:00$/);
    act(() => port.change(structuredClone(scenes['hold-over'](Date.now()))));
    expect(screen.getByTestId('hold-timer').textContent).toContain('已超时');
  });

  it('sets a long sentence smaller', () => {
    expect(['短句', '长'.repeat(80), '长'.repeat(200)].map(sentenceSize)).toEqual(['large', 'middle', 'small']);
  });
});

describe('situations', () => {
  it('are chosen by their digit while the focus is in the panel', async () => {
    const { port, user } = await draw('talking');
    await user.click(panel());
    await user.keyboard('2');
    expect(port.sent).toEqual([{ name: 'script.situation', params: { callId: one, situationId: 'look-up' } }]);
    const detail = within(screen.getByTestId('situation-detail'));
    expect(detail.getByText('等客户同意再保持')).toBeTruthy();
    expect(detail.getByText('“等一下”')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('situation-detail')).toBeNull();
  });

  it('leave digits alone while the focus is elsewhere', async () => {
    const { port, user } = await draw('talking');
    await user.click(document.body);
    await user.keyboard('2');
    expect(port.sent).toEqual([]);
  });

  it('are searched after a slash, where digits are only text', async () => {
    const { port, user } = await draw('talking');
    await user.click(panel());
    await user.keyboard('/');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await user.keyboard('工号{Enter}');
    expect(port.sent).toEqual([{ name: 'script.situation', params: { callId: one, situationId: 'agent-number' } }]);
  });

  it('are found in the title first, then in the words', () => {
    expect(findSituations(situations, '回电').map(({ id }) => id)).toEqual(['hurry']);
    expect(findSituations(situations, '')).toBe(situations);
    expect(findSituations(situations, '没有这样的')).toEqual([]);
  });

  it('take the focus when their key is pressed anywhere', async () => {
    const { seat } = await draw('talking');
    act(() => seat.screen.setState({ situationsAsked: 1 }));
    expect(document.activeElement).toBe(panel());
  });
});
