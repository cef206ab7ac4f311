import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOptions, usage } from './options.mjs';
import { defaultDataFolder } from './paths.mjs';
import { Complaint, ensureBuilt, ensureInstalled } from './prepare.mjs';
import { freePort, startProgram } from './programs.mjs';
import { findBrowser, findElectron, hasDisplay, openBrowserWindow, openDesktop } from './window.mjs';

/** @typedef {import('./programs.mjs').Program} Program */

/** @param {string} line */
const say = (line) => process.stderr.write(`ninhao: ${line}\n`);

/** A program that fails this often within a minute is not started again. */
const restartsPerMinute = 5;

try {
  await run();
} catch (error) {
  say(error instanceof Complaint ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}

async function run() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  ensureInstalled(say);
  const electron = options.open === 'auto' && hasDisplay() ? findElectron(say) : null;
  ensureBuilt(electron ? ['pages', 'node', 'desktop', 'preload'] : ['pages', 'node'], say);

  const data = options.data ? resolve(options.data) : defaultDataFolder();
  mkdirSync(join(data, 'log'), { recursive: true, mode: 0o700 });
  claim(data);
  const line = await rememberedLine(data);
  const logOf = (/** @type {string} */ name) => ({ logFile: join(data, 'log', `${name}.log`) });

  /** @type {{ name: string, program: Program }[]} */
  const running = [];
  let stopping = false;
  const stopAll = async () => {
    if (stopping) return;
    stopping = true;
    // The seat first, so that it signs off from a line and a centre that still answer.
    for (const { program } of [...running].reverse()) await program.stop();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void stopAll().then(() => process.exit(0)));

  /**
   * Starts a program and starts it again when it fails.
   * @param {'practice' | 'centre' | 'web'} name
   * @param {Record<string, string>} env
   */
  const keep = async (name, env) => {
    const entry = { name, program: await startProgram(name, env, logOf(name)) };
    running.push(entry);
    /** @type {number[]} */
    let failures = [];
    /** @param {Program} program */
    const watch = (program) => {
      void program.ended.then(async (code) => {
        if (stopping) return;
        // 2 is a wrong set-up, told in its log: starting again would not mend it.
        if (code === 2) {
          say(`${name} cannot run as it is set up; see ${logOf(name).logFile}`);
          await stopAll();
          process.exit(1);
        }
        const now = Date.now();
        failures = [...failures.filter((at) => now - at < 60_000), now];
        if (failures.length > restartsPerMinute) {
          say(`${name} keeps failing; see ${logOf(name).logFile}`);
          await stopAll();
          process.exit(1);
        }
        say(`${name} ended (${code ?? 'signal'}) and is started again`);
        try {
          entry.program = await startProgram(name, env, logOf(name));
          watch(entry.program);
        } catch (error) {
          say(String(error));
          await stopAll();
          process.exit(1);
        }
      });
    };
    watch(entry.program);
    return entry.program;
  };

  /** One that did not start takes the others along: what came up after it is stopped too. */
  const giveUp = async (/** @type {unknown} */ cause) => {
    await Promise.allSettled([practice, centre]);
    await stopAll();
    throw cause;
  };
  const practiceUrl = `ws://127.0.0.1:${line.practicePort}/${line.practiceToken}`;
  const practice = options.pbx
    ? null
    : keep('practice', { NINHAO_PRACTICE_PORT: String(line.practicePort), NINHAO_PRACTICE_TOKEN: line.practiceToken });
  const centre = options.centre
    ? null
    : keep('centre', {
        NINHAO_DATA: join(data, 'centre'),
        NINHAO_CENTRE_PORT: String(line.centrePort),
        NINHAO_SAMPLE: '1',
        ...(options.pbx ? {} : { NINHAO_PRACTICE_URL: practiceUrl }),
      });
  const centreUrl = options.centre ?? `http://127.0.0.1:${line.centrePort}`;
  const agent = options.agent ?? '1001';
  /** @type {Record<string, string>} */
  const seatEnv = {
    NINHAO_SEAT_DATA: join(data, `seat-${agent}`),
    NINHAO_SEAT_PORT: String(options.port ?? line.seatPort),
    NINHAO_CENTRE_URL: centreUrl,
    NINHAO_AGENT: agent,
  };
  if (!options.centre && !process.env.NINHAO_AGENT_PASSWORD) seatEnv.NINHAO_AGENT_PASSWORD = `ninhao-${agent}`;
  if (options.pbx) seatEnv.NINHAO_PBX_URL = options.pbx;

  if (electron) {
    await Promise.all([practice, centre]).catch(giveUp);
    const window = openDesktop(electron, seatEnv, say);
    void window.closed.then(() => stopAll()).then(() => process.exit(0));
    return;
  }
  // All at once: the seat shows its window while the centre still opens its database.
  const [program] = await Promise.all([keep('web', seatEnv), practice, centre]).catch(giveUp);
  process.stdout.write(`${program.url}\n`);
  say(
    options.pbx
      ? `seat of ${agent} on ${options.pbx}`
      : `practice seat of ${agent}; the first practice call rings in about ten seconds`,
  );
  const browser = options.open !== 'none' && hasDisplay() ? findBrowser() : null;
  if (!browser) {
    say('open the address above in Chromium, Chrome or Edge on this machine. Ctrl+C ends everything.');
    return;
  }
  const window = openBrowserWindow(browser, program.url, join(data, 'browser'), say);
  process.once('exit', () => window.close());
  void window.closed.then(() => say('the window was closed; the seat goes on. Ctrl+C ends it.'));
}

/**
 * One launcher for one data folder: a second one would fight over the database.
 * @param {string} data
 */
function claim(data) {
  const file = join(data, 'running.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new Complaint(
      `Ninhao already runs from ${data} (process ${pid}). Use its window, end it, or give another folder with --data.`,
    );
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  process.once('exit', () => rmSync(file, { force: true }));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Ports and the practice line's token stay the same from start to start where they are free, so that a seat that was
 * signed in before registers at once, before the centre has opened its database.
 * @param {string} data
 */
async function rememberedLine(data) {
  const file = join(data, 'ports.json');
  /** @type {{ practicePort?: number, centrePort?: number, seatPort?: number, practiceToken?: string }} */
  let before = {};
  if (existsSync(file)) {
    try {
      before = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      say(`${file} was damaged and is written anew`);
    }
  }
  const line = {
    practicePort: await freePort(before.practicePort),
    centrePort: await freePort(before.centrePort),
    seatPort: await freePort(before.seatPort),
    practiceToken: before.practiceToken ?? randomBytes(24).toString('base64url'),
  };
  writeFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  return line;
}
