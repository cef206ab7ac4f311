import { join } from 'node:path';
import { z } from 'zod';
import { sampleCustomer } from '#server/sample/customers.ts';
import { startAsterisk } from '#tests/pbx/harness/asterisk.ts';
import { startSipp } from '#tests/pbx/harness/sipp.ts';
import { startBenchSeat } from './bench-seat.ts';
import { figure, quantile } from './figure.ts';
import { customersInBench, millionCustomers } from './million-customers.ts';

const calls = 120;
const Painted = z.object({ sinceInviteMs: z.number() });

/** Callers spread over the million; each rings for most of a second and gives up. */
await using open = new AsyncDisposableStack();
const asterisk = open.adopt(await startAsterisk(), (part) => part.stop());
const seat = open.adopt(
  await startBenchSeat({
    pbxUrl: asterisk.wsUrl,
    password: asterisk.passwordOf('1001'),
    prepare: (folder) => millionCustomers(join(folder, 'cache.db')),
  }),
  (part) => part.stop(),
);
for (let turn = 0; turn < calls; turn++) {
  const number = sampleCustomer((turn * 104_729 + 17) % customersInBench).phones[0]?.number;
  if (!number) throw new Error('a sample customer without a number');
  const caller = await startSipp({
    sipPort: asterisk.sipPort,
    fromAddress: asterisk.lineAddress,
    number: '1001',
    callerNumber: number,
    calls: 1,
    perSecond: 1,
    atOnce: 1,
    talkMs: 400,
    story: 'cancelled',
  });
  const { successful, errors } = await caller.result;
  if (successful !== 1) throw new Error(`call ${turn} failed: ${errors}`);
}
const samples = seat.logged('figures.painted').map((line) => Painted.parse(line).sinceInviteMs);
// The first calls warm the file, the fonts and the compiler; they are counted too, since an agent has them every morning.
if (samples.length < calls) throw new Error(`only ${samples.length} of ${calls} cards were painted`);
figure('invite_to_painted_p50_ms', quantile(samples, 0.5), 'ms');
figure('invite_to_painted_p99_ms', quantile(samples, 0.99), 'ms');
figure('invite_to_painted_max_ms', Math.max(...samples), 'ms');
