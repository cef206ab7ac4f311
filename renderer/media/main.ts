import './no-eval.ts';
import { answerRequests } from './answer-request.ts';
import type { Channel } from './channel.ts';
import { createMediaPage } from './media-page.ts';
import { createPreloadChannel } from './preload-channel.ts';
import { createSocketChannel } from './socket-channel.ts';

let channel: Channel | null = null;
const page = createMediaPage({
  pageId: crypto.randomUUID(),
  emit: (name, payload) => channel?.emit(name, payload),
});
const answer = answerRequests(page.handlers);
const options = {
  handler: (name: string, params: unknown) => {
    page.unblock();
    return answer(name, params);
  },
  onOpen: page.announce,
};
channel = window.seatMedia ? createPreloadChannel(window.seatMedia, options) : createSocketChannel(bridgeUrl(), options);

page.unblock();
for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, page.unblock);
// The screen page forwards its first gesture: this frame may never be clicked itself.
window.addEventListener('message', ({ origin, data }) => {
  if (origin === window.location.origin && data === 'ninhao:gesture') page.unblock();
});

function bridgeUrl(): string {
  const url = new URL('/bridge?role=media', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
