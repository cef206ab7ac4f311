import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from '#tests/stack/chromium.ts';
import { startStack } from '#tests/stack/stack.ts';
import { freePort, startProgram } from '../../tools/programs.mjs';
import { figure, quantile } from './figure.ts';
import { epochMs } from './sip-recorder.ts';

const starts = 10;

/**
 * From the start of the seat's process to a workbench that takes clicks, and to "registered", with practice line and centre up. The
 * browser is open already: Electron's own start is not in these figures.
 */
await using open = new AsyncDisposableStack();
const stack = open.adopt(await startStack(), (part) => part.stop());
const folder = open.adopt(mkdtempSync(join(tmpdir(), 'ninhao-bench-')), (path) => rmSync(path, { recursive: true, force: true }));
const { page } = open.adopt(await openWindow(), (window) => window.close());
await stack.killSeat();
const usable: number[] = [];
const registered: number[] = [];
for (let turn = 0; turn < starts; turn++) {
  const startedMs = epochMs();
  const seat = await startProgram('web', {
    NINHAO_SEAT_DATA: join(folder, 'seat'),
    NINHAO_SEAT_PORT: String(await freePort()),
    NINHAO_CENTRE_URL: stack.centreUrl,
    NINHAO_AGENT: '1002',
    NINHAO_AGENT_PASSWORD: 'ninhao-1002',
  });
  await page.goto(seat.url);
  await page.getByTestId('agent-state').waitFor({ timeout: 20_000 });
  usable.push(epochMs() - startedMs);
  await page.locator('[data-testid=line-state][data-state=registered]').waitFor({ timeout: 20_000 });
  registered.push(epochMs() - startedMs);
  await seat.stop();
}
figure('window_ready_ms', quantile(usable, 0.5), 'ms');
figure('window_ready_max_ms', Math.max(...usable), 'ms');
figure('registered_ms', quantile(registered, 0.5), 'ms');
figure('registered_max_ms', Math.max(...registered), 'ms');
