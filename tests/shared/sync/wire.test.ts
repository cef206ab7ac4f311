import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Colleague, Notice } from '#shared/bridge/state.ts';
import { Contact, Customer, Outage } from '#shared/customer/customer.ts';
import * as wire from '#shared/sync/wire.ts';
import { Ticket } from '#shared/ticket/ticket.ts';

/** By WIRE_VERSION. A schema that changes changes this: raise the version, add a converter where old seats need one, and put the new hash. */
const hashes: Readonly<Record<number, string>> = {
  1: '902aaf338797168f',
  2: '25a24686b2a8dd63',
};

function schemasHash(): string {
  const all: Record<string, unknown> = { ...wire, Colleague, Contact, Customer, Notice, Outage, Ticket };
  const schemas = Object.keys(all)
    .sort()
    .flatMap((name) => {
      const schema = all[name];
      return schema instanceof z.ZodType ? [[name, z.toJSONSchema(schema, { io: 'input' })]] : [];
    });
  return createHash('sha256')
    .update(JSON.stringify([schemas, wire.paths]))
    .digest('hex')
    .slice(0, 16);
}

describe('the wire', () => {
  it('has the schemas that its version says', () => {
    expect({ version: wire.WIRE_VERSION, hash: schemasHash() }).toEqual({
      version: wire.WIRE_VERSION,
      hash: hashes[wire.WIRE_VERSION],
    });
  });
});
