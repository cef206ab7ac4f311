import type { Log } from '#electron/seat/ports.ts';
import { appOrigin, isAppUrl } from './app-scheme.ts';
import type { ShellApp, ShellSession } from './electron-api.ts';

/** What a page of ours may ask for; anything else, and anybody else, is refused. */
const allowed = new Set(['media', 'notifications', 'speaker-selection']);

/** Both permission handlers (a check alone does not cover requests, nor the other way round), devices and downloads. */
export function lockSession(session: ShellSession, log: Log): void {
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) => allowed.has(permission) && isOwnOrigin(origin) && mediaType !== 'video',
  );
  session.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl, mediaTypes }) => {
    const granted = allowed.has(permission) && isAppUrl(requestingUrl ?? '') && !(mediaTypes ?? []).includes('video');
    if (!granted) log.warn('desktop.permission-refused', { permission });
    callback(granted);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function isOwnOrigin(origin: string): boolean {
  return origin === appOrigin || origin === `${appOrigin}/`;
}

/** Of every page, whoever makes it: it stays where it was loaded, opens no window and holds no webview. */
export function lockContents(app: ShellApp, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (what: string, event: { readonly preventDefault: () => void }): void => {
      event.preventDefault();
      log.warn('desktop.navigation-refused', { what });
    };
    const stay = (what: string) => (event: { readonly url: string; readonly preventDefault: () => void }) => {
      // A page may load itself anew (the screen does when its code changed), and nothing else.
      if (withoutHash(event.url) !== withoutHash(contents.getURL()) || !isAppUrl(event.url)) refuse(what, event);
    };
    contents.on('will-navigate', stay('navigate'));
    contents.on('will-redirect', stay('redirect'));
    contents.on('will-frame-navigate', stay('frame-navigate'));
    contents.on('will-attach-webview', (event) => refuse('webview', event));
    contents.setWindowOpenHandler(() => {
      log.warn('desktop.window-refused');
      return { action: 'deny' };
    });
  });
}

function withoutHash(url: string): string {
  return url.split('#')[0] ?? '';
}
