import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment, type SeatEnvironment } from '#electron/seat/config/environment.ts';
import type { SecretStore } from '#electron/seat/config/secrets.ts';
import type { OpenSeat } from '#electron/seat/open-seat.ts';
import type { Clock, Log } from '#electron/seat/ports.ts';
import type { Result } from '#shared/result.ts';
import { appScheme, schemePrivileges, servePages } from './app-scheme.ts';
import type { ElectronApi } from './electron-api.ts';
import { openKeyStore } from './key-store.ts';
import { linkIn, linkSchemes, numberToAsk } from './links.ts';
import { lockContents, lockSession } from './lock-down.ts';
import { runShell, type Shell } from './shell.ts';
import { wordsIn } from './words.ts';

export type DesktopOptions = {
  readonly electron: ElectronApi;
  readonly clock: Clock;
  readonly log: Log;
  /** Variables of the process; the data folder defaults to the user's own. */
  readonly environment: Record<string, string | undefined>;
  readonly argv: readonly string[];
  readonly folders: { readonly pages: string; readonly icons: string; readonly preload: string };
  readonly openSeat: (given: {
    readonly environment: SeatEnvironment;
    readonly secrets: SecretStore | null;
  }) => Result<OpenSeat, 'folder-in-use' | 'bad-config'>;
  /** The screen is drawn. */
  readonly onReady: (url: string) => void;
};

export type Desktop = {
  /** Ends the seat without a question and leaves: a signal, or the launcher is gone. */
  readonly stop: () => Promise<void>;
};

/**
 * The desktop shell from start to finish. Everything that must happen before Electron is ready happens before the first await.
 * A second start hands its link to the first and leaves.
 */
export async function startDesktop(options: DesktopOptions): Promise<Desktop | null> {
  const { electron, log } = options;
  const { app } = electron;
  let shell: Shell | null = null;
  let link = linkIn(options.argv);

  app.enableSandbox();
  // One program a seat, not one a user: the lock and the profile live with the seat's own folder where one is named.
  const seatFolder = options.environment.NINHAO_SEAT_DATA;
  if (seatFolder) app.setPath('userData', join(seatFolder, 'shell'));
  electron.protocol.registerSchemesAsPrivileged([schemePrivileges]);
  if (!app.requestSingleInstanceLock()) {
    log.info('desktop.already-running');
    app.quit();
    return null;
  }
  const openLink = (next: string | null): void => {
    if (shell === null) link = next ?? link;
    else shell.openLink(numberToAsk(next));
  };
  app.on('second-instance', (_event, argv) => {
    shell?.showMain();
    openLink(linkIn(argv));
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    openLink(linkIn([url]));
  });

  await app.whenReady();
  app.setAppUserModelId('cn.ninhao.seat');
  lockContents(app, log);
  lockSession(electron.session.defaultSession, log);
  electron.protocol.handle(appScheme, servePages(options.folders.pages));
  electron.Menu.setApplicationMenu(null);
  // An unpacked development program must not take the links of an installed one.
  if (app.isPackaged) for (const scheme of linkSchemes) app.setAsDefaultProtocolClient(scheme);

  const opened = await open(options);
  if (opened === null) return null;
  shell = runShell({ ...options, ...opened });
  const started = shell;
  await started.load();
  if (link !== null) started.openLink(numberToAsk(link));
  return { stop: started.stop };
}

/** The seat, or an error box that says what to do and the end. */
async function open(options: DesktopOptions): Promise<{ opened: OpenSeat; settleSecrets: () => Promise<void> } | null> {
  const { electron, log } = options;
  const folder = options.environment.NINHAO_SEAT_DATA || join(electron.app.getPath('userData'), 'seat');
  const environment = readEnvironment({ ...options.environment, NINHAO_SEAT_DATA: folder });
  if (!environment.ok) return giveUp(options, 'bad-config', environment.error.detail);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyStore = await openKeyStore(electron.safeStorage, folder, log);
  const opened = options.openSeat({ environment: environment.value, secrets: keyStore });
  if (!opened.ok) return giveUp(options, opened.error.code, opened.error.detail);
  return { opened: opened.value, settleSecrets: keyStore?.settled ?? (async () => undefined) };
}

function giveUp({ electron, log }: DesktopOptions, code: 'folder-in-use' | 'bad-config', detail: string | undefined): null {
  log.error('desktop.not-started', { code, detail });
  const both = (['zh-CN', 'en'] as const).map((language) => {
    const words = wordsIn(language);
    return code === 'folder-in-use' ? words.folderInUse : `${words.badConfig}\n${detail ?? ''}`;
  });
  electron.dialog.showErrorBox(`${wordsIn('zh-CN').notStarted} · ${wordsIn('en').notStarted}`, both.join('\n\n'));
  electron.app.exit(2);
  return null;
}
