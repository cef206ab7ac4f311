import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createBrowserHost } from './browser-host.ts';
import { Command, type Look } from './control.ts';
import { createFakeElectron } from './fake-electron.ts';

/** The module `electron` of a built desktop program under test: see hook.mjs and control.ts. */
const environment = z
  .object({
    NINHAO_FAKE_USER_DATA: z.string().min(1),
    NINHAO_FAKE_DEBUGGING_PORT: z.coerce.number().int(),
    NINHAO_FAKE_MICROPHONE: z.string().min(1),
  })
  .parse(process.env);

let answer = 0;
const fake = createFakeElectron({
  userData: environment.NINHAO_FAKE_USER_DATA,
  answer: () => answer,
  host: createBrowserHost({
    debuggingPort: environment.NINHAO_FAKE_DEBUGGING_PORT,
    microphoneWav: environment.NINHAO_FAKE_MICROPHONE,
  }),
  onRecord: ({ what, values }) => {
    if (what === 'app.exit' || what === 'app.quit') void leave(Number(values[0] ?? 0));
  },
});

async function leave(code: number): Promise<void> {
  await Promise.race([fake.close(), wait(3000)]);
  process.exit(code);
}

const Levels = z.object({ speaker: z.number() });

function look(): Look {
  return {
    records: fake.records.map(({ what, values }) => ({ what, values: JSON.parse(JSON.stringify(values)) })),
    windows: fake.windows.map((window) => ({
      role: window.role(),
      visible: window.isVisible() && !window.isMinimized(),
      loudestSpeaker: window.sent
        .filter((message) => message.channel === 'seat:event:levels')
        .map((message) => Levels.parse(message.values[0]).speaker)
        .reduce((loudest, level) => Math.max(loudest, level), 0),
    })),
  };
}

process.on('message', (raw) => {
  const command = Command.parse(raw);
  if (command.do === 'emit') fake.emit(command.event, ...command.values);
  if (command.do === 'press') fake.windows.find((window) => window.role() === command.role)?.press(command.what);
  if (command.do === 'answer') answer = command.button;
  process.send?.(look());
});

export const { app, BrowserWindow, Menu, Notification, Tray, dialog, ipcMain, protocol, safeStorage, screen, session } = fake.api;
