import { fileURLToPath } from 'node:url';
import { startFakeSeat } from './server.ts';

/** `node tests/fakes/seat-server/main.ts [PORT]`, then open URL/screen/?scene=ringing&theme=dark&language=en. */
const seat = await startFakeSeat({
  pagesDir: fileURLToPath(new URL('../../../dist/pages', import.meta.url)),
  port: Number(process.argv[2] ?? 0),
});
console.log(JSON.stringify({ ready: true, url: `${seat.url}/screen/?scene=ringing` }));
