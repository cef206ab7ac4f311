import { openSeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { startStack } from '#tests/stack/stack.ts';
import { tellStory } from './story.ts';

const microphoneHz = 1000;
const words = process.argv.slice(2);
const unknown = words.filter((word) => word !== '--pictures');

async function run(): Promise<void> {
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')} is not an option; there is --pictures`);
  const stack = await startStack();
  try {
    await tellStory({
      stack,
      openSeat: () => openSeatDriver({ url: stack.seatUrl(), microphoneHz }),
      microphoneHz,
      pictures: words.includes('--pictures'),
      print: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    await stack.stop();
  }
}

/** An error with what caused it, on one line. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${inWords(error.cause)}`;
}

run().then(
  () => process.stdout.write('demo: ok\n'),
  (error: unknown) => {
    process.stdout.write(`demo: failed: ${inWords(error).replaceAll('\n', ' ')}\n`);
    process.exitCode = 1;
  },
);
