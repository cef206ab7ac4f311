import type { SeatPort } from './port.ts';
import { createPreloadPort } from './preload-port.ts';
import { createWebPort } from './web-port.ts';

/** The desktop preload where there is one, else the web shell that served this page. */
export function openPort(page: Window): SeatPort {
  if (page.seat) return createPreloadPort(page.seat);
  const url = new URL('/bridge?role=screen', page.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return createWebPort({
    url: url.href,
    openSocket: (address) => new WebSocket(address),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}
