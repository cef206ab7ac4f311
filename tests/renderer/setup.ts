import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A whole screen in jsdom takes seconds on a busy machine; that says nothing about the screen.
vi.setConfig({ testTimeout: 30_000 });

/** What Ant Design asks of a page and jsdom does not have. */
Object.defineProperty(window, 'matchMedia', {
  configurable: true,
  value: (query: string): MediaQueryList => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }),
});

class SilentResizeObserver implements ResizeObserver {
  observe(): void {
    /* jsdom has no layout: nothing ever changes its size */
  }
  unobserve(): void {
    /* as above */
  }
  disconnect(): void {
    /* as above */
  }
}
window.ResizeObserver = SilentResizeObserver;
Element.prototype.scrollIntoView = () => undefined;

afterEach(cleanup);
