import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { z } from 'zod';
import { type Centre, startCentre } from '#server/centre.ts';
import { readConfig } from '#server/config.ts';
import { type Database, openDatabase } from '#server/db/database.ts';
import { type EmbeddedDatabase, openEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import { CentreError, type Operation, paths, SignInReply } from '#shared/sync/wire.ts';
import type { Ticket } from '#shared/ticket/ticket.ts';

export const quiet = pino({ level: 'silent' });

/** A folder that the database's own user can reach, as /tmp/… made by mkdtemp cannot. */
export function reachableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-database-'));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * One real PostgreSQL for the tests of a file, and a fresh database in it for each that asks. What a test opened is closed after it.
 */
export function withDatabase() {
  let folder = '';
  let server: EmbeddedDatabase | null = null;
  let made = 0;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    folder = reachableFolder();
    server = await openEmbedded(folder, quiet);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const freshUrl = async (): Promise<string> => {
    if (server === null) throw new Error('the database did not start');
    const name = `test_${++made}`;
    const admin = openDatabase(server.url, quiet, 1);
    await admin.ask(`CREATE DATABASE ${name}`);
    await admin.close();
    return server.url.replace(/\/ninhao$/, `/${name}`);
  };
  const database = async (url?: string, connections = 10): Promise<Database> => {
    const db = openDatabase(url ?? (await freshUrl()), quiet, connections);
    await migrate(db, quiet);
    closing.push(db.close);
    return db;
  };
  const centre = async (
    options: { url?: string; nowMs?: () => number; sample?: boolean; port?: number; signInsPerMinute?: number } = {},
  ): Promise<Centre> => {
    const config = readConfig({
      NINHAO_DATA: join(folder, 'centre'),
      NINHAO_CENTRE_PORT: String(options.port ?? 0),
      NINHAO_SAMPLE: options.sample === false ? '0' : '1',
      NINHAO_PRACTICE_URL: 'ws://127.0.0.1:1/practice',
      DATABASE_URL: options.url ?? (await freshUrl()),
    });
    const { nowMs = Date.now, signInsPerMinute = 10_000 } = options;
    const started = await startCentre({ config, log: quiet, nowMs, signInsPerMinute });
    let closed = false;
    const close = async (): Promise<void> => {
      if (!closed) await started.close();
      closed = true;
    };
    closing.push(close);
    return { url: started.url, close };
  };
  return { freshUrl, database, centre };
}

export type Reply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export async function post(url: string, path: string, body: unknown, token?: string): Promise<Reply> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

export function codeOf(reply: Reply): string {
  return CentreError.parse(reply.body).error.code;
}

export async function signIn(url: string, agentNumber = '1001', seatId = 'seat-1'): Promise<z.infer<typeof SignInReply>> {
  const reply = await post(url, paths.signIn, { agentNumber, password: `ninhao-${agentNumber}`, seatId });
  return SignInReply.parse(reply.body);
}

const nowMs = Date.UTC(2026, 10, 23, 2);
export const idOf = (n: number): string => `019fffff-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function ticketOf(n: number, patch: Partial<Ticket> = {}): Ticket {
  return { ...sampleTicket(n, nowMs), id: idOf(1_000_000 + n), number: `GD-1123-1001-${n}`, ...patch };
}

/** Operation n creates ticket n. */
export function creationOf(n: number, patch: Partial<Ticket> = {}): Operation {
  return { ...createTicketOperation(ticketOf(n, patch), idOf(n), nowMs), seatSeq: n };
}
