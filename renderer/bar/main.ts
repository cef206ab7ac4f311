import './no-eval.ts';
import { type CallBarBridge, CallBarView } from '#shared/bridge/call-bar.ts';

declare global {
  interface Window {
    /** Put there by the desktop preload; this page has no other way out. */
    readonly callBar?: CallBarBridge;
  }
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

const bar = element('bar');
const title = element('title');
const state = element('state');
const clock = element('clock');
const buttons = element('buttons');

/** As long as on the screen's own end button. */
const secondPressMs = 1000;

let view: CallBarView | null = null;

function drawClock(): void {
  const seconds = view?.sinceMs == null ? null : Math.max(0, Math.floor((Date.now() - view.sinceMs) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  clock.textContent = seconds === null ? '' : `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** The first press only asks; the second within the time does it. */
function isSecondPress(button: HTMLButtonElement, label: string): boolean {
  if (button.dataset.asked === 'yes') return true;
  button.dataset.asked = 'yes';
  button.textContent = view?.language === 'en' ? 'Again' : '再按';
  setTimeout(() => {
    button.dataset.asked = '';
    button.textContent = label;
  }, secondPressMs);
  return false;
}

function drawButtons(shown: CallBarView): void {
  const wanted = shown.buttons.map(({ action }) => action).join();
  // Kept while they are the same: a press must not land on a button that was just made anew.
  if (buttons.dataset.actions === wanted) return;
  buttons.dataset.actions = wanted;
  buttons.replaceChildren(
    ...shown.buttons.map(({ action, label }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.action = action;
      button.textContent = label;
      button.onclick = () => {
        if (!view) return;
        if (action === 'end' && view.confirmEnd && !isSecondPress(button, label)) return;
        window.callBar?.press({ action, callId: view.callId });
      };
      return button;
    }),
  );
}

window.callBar?.onView((raw) => {
  const parsed = CallBarView.safeParse(raw);
  if (!parsed.success) return;
  view = parsed.data;
  document.documentElement.lang = view.language;
  document.documentElement.dataset.theme = view.dark === null ? '' : view.dark ? 'dark' : 'light';
  bar.hidden = false;
  bar.dataset.phase = view.phase;
  title.textContent = view.title;
  state.textContent = view.practice ? `${view.state} · ${view.language === 'en' ? 'Practice' : '练习'}` : view.state;
  drawButtons(view);
  drawClock();
});

setInterval(drawClock, 500);
