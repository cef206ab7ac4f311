import type { MediaEvent, MediaPort } from '#electron/seat/ports.ts';
import type { MediaRefusal } from '#shared/bridge/media.ts';
import { ok, refuse } from '#shared/result.ts';

export type FakeRequest = { readonly name: string; readonly params: Record<string, unknown> };

/** A media page without sound: plausible descriptions, a record of what was asked, and faults on demand. */
export function createFakeMedia() {
  const listeners = new Set<(event: MediaEvent) => void>();
  const asked: FakeRequest[] = [];
  const open = new Set<string>();
  const faults = new Map<string, MediaRefusal>();
  let page: string | null = 'page-1';
  let sessions = 0;
  let delayMs = 0;

  const sdp = (type: string, direction: string): string => {
    sessions += 1;
    return [
      'v=0',
      `o=- ${sessions} 2 IN IP4 127.0.0.1`,
      's=-',
      't=0 0',
      'm=audio 50000 UDP/TLS/RTP/SAVPF 111 0 101',
      'c=IN IP4 127.0.0.1',
      'a=rtpmap:111 opus/48000/2',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
      `a=${direction}`,
      '',
    ].join('\r\n');
  };

  function reply(name: string, params: Record<string, unknown>): unknown {
    const pcId = String(params.pcId ?? '');
    switch (name) {
      case 'create':
        open.add(pcId);
        return {};
      case 'close':
        open.delete(pcId);
        return {};
      case 'get-description':
        return { type: params.type, sdp: sdp(String(params.type), String(params.direction)) };
      default:
        return {};
    }
  }

  const port = {
    pageId: () => page,
    request: async (name: string, params: Record<string, unknown>) => {
      if (page === null) return refuse('no-media-page');
      asked.push({ name, params });
      const at = page;
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      const fault = faults.get(name);
      if (fault !== undefined) return refuse(fault);
      if (at !== page) return refuse('no-media-page');
      const pcId = params.pcId;
      if (typeof pcId === 'string' && name !== 'create' && !open.has(pcId)) return refuse('no-such-connection');
      return ok(reply(name, params));
    },
    listen: (listener: (event: MediaEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    // The port's generic reply type cannot be met by a table of plain objects; every shape above is the contract's.
    port: port as unknown as MediaPort,
    asked,
    open,
    named: (name: string): readonly FakeRequest[] => asked.filter((one) => one.name === name),
    fail: (name: string, code: MediaRefusal | null) => {
      if (code === null) faults.delete(name);
      else faults.set(name, code);
    },
    slow: (ms: number) => {
      delayMs = ms;
    },
    emit: (event: MediaEvent) => {
      for (const listener of listeners) listener(event);
    },
    /** The page is reloaded: all connections are gone, a new page says hello. */
    reload: (pageId: string | null) => {
      const old = page;
      page = pageId;
      open.clear();
      if (old !== null) for (const listener of listeners) listener({ name: 'gone', payload: { pageId: old } });
      if (pageId !== null) for (const listener of listeners) listener({ name: 'hello', payload: { pageId } });
    },
    listenerCount: () => listeners.size,
  };
}
