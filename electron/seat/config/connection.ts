import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/result.ts';
import { isMissing, writePrivately } from './secrets.ts';

const wsUrl = z.union([z.literal(''), z.url({ protocol: /^wss?$/ }).max(200)]);
const httpUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)]);

/** `seat.json` in the data folder: which PBX and which centre this seat belongs to. Empty means "not set here". */
export const ConnectionFile = z.strictObject({
  pbxUrl: wsUrl.default(''),
  sipUser: z.string().max(64).default(''),
  sipDomain: z.string().max(120).default(''),
  /** PEM file of a private certificate authority of the PBX. */
  pbxCaFile: z.string().max(500).default(''),
  centreUrl: httpUrl.default(''),
  agentNumber: z.string().max(16).default(''),
  /** Used in the opening line while no centre tells it. */
  brand: z.string().max(40).default(''),
  outgoingNumbers: z.array(z.string().max(24)).max(20).default([]),
  iceServers: z
    .array(z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() }))
    .max(8)
    .default([]),
});
export type ConnectionFile = z.infer<typeof ConnectionFile>;

export const connectionFileName = 'seat.json';

/** Refusal `bad-config` with a detail that names the file, the field and what is wrong with it. */
export function readConnection(folder: string): Result<ConnectionFile, 'bad-config'> {
  const file = join(folder, connectionFileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return ok(ConnectionFile.parse({}));
    return refuse('bad-config', `${file}: cannot be read (${reason(cause)})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return refuse('bad-config', `${file}: is not JSON (${reason(cause)})`);
  }
  const parsed = parseConnection(json);
  return parsed.ok ? parsed : refuse('bad-config', `${file}: ${parsed.error.detail}`);
}

/** Refusal `bad-config` names the field and what is wrong with it. */
export function parseConnection(json: unknown): Result<ConnectionFile, 'bad-config'> {
  const parsed = ConnectionFile.safeParse(json);
  return parsed.success ? ok(parsed.data) : refuse('bad-config', explain(parsed.error));
}

export function writeConnection(folder: string, connection: ConnectionFile): void {
  writePrivately(join(folder, connectionFileName), `${JSON.stringify(connection, null, 2)}\n`);
}

/** Field and complaint of the first issue, in words; the refused value is not repeated (it may be a secret). */
export function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'is not valid';
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  const field = [...issue.path.map(String), unknown].filter((part) => part !== '').join('.');
  return field === '' ? issue.message : `field "${field}": ${issue.message}`;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
