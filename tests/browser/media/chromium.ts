import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems keep Chromium; NINHAO_CHROMIUM names another. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'];

export type BrowserOptions = {
  /** What the fake microphone plays; null: no fake devices at all. */
  readonly microphoneFile: string | null;
  readonly allowMicrophone: boolean;
  readonly allowSound?: boolean;
};

export function launchChromium({ microphoneFile, allowMicrophone, allowSound = true }: BrowserOptions): Promise<Browser> {
  const executablePath = process.env.NINHAO_CHROMIUM ?? places.find((place) => existsSync(place));
  if (!executablePath) throw new Error(`no Chromium found in ${places.join(', ')}; name one in NINHAO_CHROMIUM`);
  return chromium.launch({
    executablePath,
    headless: true,
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--allow-loopback-in-peer-connection',
      ...(allowSound ? ['--autoplay-policy=no-user-gesture-required'] : ['--autoplay-policy=document-user-activation-required']),
      ...(microphoneFile ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphoneFile}`] : []),
      ...(allowMicrophone ? ['--use-fake-ui-for-media-stream'] : []),
    ],
  });
}
