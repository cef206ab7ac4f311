import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MediaAttachment, MediaHost } from '#electron/seat/bridge/media-host.ts';
import { linkScreen, type ServesScreens } from '#electron/seat/bridge/screen-link.ts';
import type { Clock, Log } from '#electron/seat/ports.ts';
import type { Frame } from '#shared/bridge/frames.ts';
import { type Claimant, createPlace } from './holder.ts';
import { isSignedIn, type WebServer } from './http-server.ts';
import { isOwnHost, isOwnOrigin } from './security.ts';
import type { Sessions } from './session.ts';
import { closeCodes, createFrameSocket } from './socket.ts';

/** Larger messages end the connection. An SDP is at most 64 kB, a ticket a few. */
const largestMessageBytes = 256 * 1024;

type Options = {
  readonly web: WebServer;
  readonly sessions: Sessions;
  readonly seat: ServesScreens;
  readonly media: MediaHost;
  readonly clock: Clock;
  readonly log: Log;
};

export type BridgeServer = { readonly close: () => void };

/** `/bridge?role=screen|media[&take=1]` for signed-in pages of our own; everything else is refused before the handshake. */
export function serveBridge(options: Options): BridgeServer {
  const { web, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes });
  const mediaPlace = createPlace(() => log.info('web.media-replaced'));
  // Another screen brings another media page: the old one leaves with its screen.
  const desk = createPlace(() => {
    log.info('web.desk-taken-over');
    mediaPlace.clear();
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const refusal = whyNot(request, web.port, options.sessions);
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    const role = url?.searchParams.get('role');
    if (refusal !== null || url?.pathname !== '/bridge' || (role !== 'screen' && role !== 'media')) {
      log.warn('web.upgrade-refused', { why: refusal ?? 'path' });
      socket.end(`HTTP/1.1 ${refusal === 'cookie' ? '401 Unauthorized' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      if (role === 'screen') acceptScreen(ws, url.searchParams.get('take') === '1');
      else void acceptMedia(ws);
    });
  };

  function acceptScreen(ws: WebSocket, take: boolean): void {
    let mayForce = take;
    const frames = createFrameSocket(ws, options, {
      onFrame: (frame) => link.receive(frame),
      onClosed: () => {
        link.closed();
        desk.leave(claimant);
      },
    });
    const claimant: Claimant = {
      isAlive: frames.isAlive,
      onLost: () => {
        link.tell({ name: 'moved-away', payload: {} });
        link.closed();
        frames.close(closeCodes.movedAway, 'moved away');
      },
    };
    const link = linkScreen(
      options.seat,
      frames.send,
      () => {
        const force = mayForce;
        mayForce = false;
        return desk.claim(claimant, force);
      },
      () => desk.isHeldBy(claimant),
    );
  }

  async function acceptMedia(ws: WebSocket): Promise<void> {
    let attachment: MediaAttachment | null = null;
    let isClosed = false;
    const early: Frame[] = [];
    const frames = createFrameSocket(ws, options, {
      onFrame: (frame) => (attachment === null ? early.push(frame) : attachment.receive(frame)),
      onClosed: () => {
        isClosed = true;
        attachment?.closed();
        mediaPlace.leave(claimant);
      },
    });
    const claimant: Claimant = {
      isAlive: frames.isAlive,
      onLost: () => frames.close(closeCodes.movedAway, 'moved away'),
    };
    if (!(await mediaPlace.claim(claimant, false))) {
      frames.close(closeCodes.heldElsewhere, 'another page has the audio');
      return;
    }
    if (isClosed) {
      mediaPlace.leave(claimant);
      return;
    }
    attachment = options.media.attach({ send: frames.send });
    for (const frame of early) attachment.receive(frame);
  }

  web.server.on('upgrade', onUpgrade);
  return {
    close: () => {
      web.server.off('upgrade', onUpgrade);
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
    },
  };
}

/** null when the page may connect. The Host check stops rebound names, the Origin check other sites' pages. */
function whyNot(request: IncomingMessage, port: number, sessions: Sessions): 'host' | 'origin' | 'cookie' | null {
  const { host, origin } = request.headers;
  if (!isOwnHost(host, port)) return 'host';
  if (!isOwnOrigin(origin, host)) return 'origin';
  return isSignedIn(request, port, sessions) ? null : 'cookie';
}
