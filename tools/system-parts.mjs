import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Complaint } from './prepare.mjs';

/** What the tests need from Debian: a file that shows it is there, and the package that brings it. */
const needed = [
  { file: '/usr/bin/chromium', name: 'chromium' },
  { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', name: 'fonts-noto-cjk' },
  { file: '/usr/bin/baresip', name: 'baresip' },
  { file: '/usr/bin/sipp', name: 'sip-tester' },
  { file: '/usr/bin/sox', name: 'sox' },
  { file: '/usr/sbin/ip', name: 'iproute2', also: ['/sbin/ip', '/usr/bin/ip'] },
  { file: '/usr/bin/openssl', name: 'openssl' },
];

/** Only the bench compares itself with this one. */
export const forBench = { file: '/usr/bin/linphonec', name: 'linphone-cli' };

/**
 * Installs missing Debian packages as root, or says which line would.
 * @param {(line: string) => void} say
 * @param {readonly { file: string, name: string, also?: string[] }[]} [more]
 */
export function ensureSystemParts(say, more = []) {
  const missing = [...needed, ...more].filter(({ file, also = [] }) => ![file, ...also].some((path) => existsSync(path)));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const line = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  const isDebian = existsSync('/etc/debian_version') && readFileSync('/etc/debian_version', 'utf8').length > 0;
  if (!isDebian || process.getuid?.() !== 0) throw new Complaint(`The tests need programs that are not here. As root: ${line}`);
  say(`installing ${names.join(', ')} …`);
  const done = spawnSync('sh', ['-c', line], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0) throw new Complaint(`This failed: ${line}`);
}
