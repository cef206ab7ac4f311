import { z } from 'zod';
import { Identity } from '#shared/agent/agent.ts';

/** Raised whenever a schema of this file changes; a test hashes them (sync.md, Versions). */
export const WIRE_VERSION = 2;

/** What travels: each is a table of rows on both sides. */
export const Entity = z.enum(['customer', 'ticket', 'outage', 'notice', 'contact', 'colleague', 'script', 'call', 'conflict']);
export type Entity = z.infer<typeof Entity>;

/** One change of one row, made on a seat. Ids are UUIDv7; seatSeq is gap-free per seat. */
export const Operation = z.object({
  opId: z.string().uuid(),
  seatSeq: z.number().int().positive(),
  entity: Entity,
  entityId: z.string().max(64),
  /** Version of the row this was based on; 0 creates. */
  baseVersion: z.number().int().nonnegative(),
  /** Per field what it was and what it is to be. */
  changes: z.record(z.string().max(60), z.object({ old: z.unknown(), new: z.unknown() })),
  madeAtMs: z.number(),
  wireVersion: z.number().int(),
});
export type Operation = z.infer<typeof Operation>;

export const OperationOutcome = z.object({
  opId: z.string(),
  outcome: z.enum(['applied', 'merged', 'conflict', 'rejected', 'retry']),
  version: z.number().int().nullable(),
  /** Why, for rejected and conflict: a literal code. */
  reason: z.string().max(200).nullable(),
});
export type OperationOutcome = z.infer<typeof OperationOutcome>;

export const UpRequest = z.object({
  seatId: z.string().max(64),
  wireVersion: z.number().int(),
  epoch: z.string().max(64).nullable(),
  operations: z.array(Operation).max(500),
});
export const UpReply = z.object({ epoch: z.string(), outcomes: z.array(OperationOutcome) });

export const Row = z.object({
  entity: Entity,
  id: z.string(),
  version: z.number().int(),
  deleted: z.boolean(),
  data: z.unknown(),
});
export type Row = z.infer<typeof Row>;

/** Cursor is opaque to the seat: {epoch, transaction id, sequence}. An empty one starts from nothing. */
export const DownRequest = z.object({ cursor: z.string().max(200), limit: z.number().int().min(1).max(5000) });
export const DownReply = z.object({
  epoch: z.string(),
  rows: z.array(Row),
  cursor: z.string(),
  more: z.boolean(),
  total: z.number().int().nullable(),
});

export const SignInRequest = z.object({
  agentNumber: z.string().min(1).max(16),
  password: z.string().min(1).max(200),
  seatId: z.string().min(1).max(64),
});
export const SipAccount = z.object({
  wsUrl: z.string(),
  domain: z.string(),
  user: z.string(),
  password: z.string(),
  practice: z.boolean(),
  label: z.string(),
  iceServers: z.array(z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() })),
});
export type SipAccount = z.infer<typeof SipAccount>;
export const SignInReply = z.object({
  identity: Identity,
  accessToken: z.string(),
  accessExpiresAtMs: z.number(),
  refreshToken: z.string(),
  sip: SipAccount.nullable(),
  serverTimeMs: z.number(),
});
export const RefreshRequest = z.object({ refreshToken: z.string().max(400), seatId: z.string().max(64) });
/** Ends the sign-in that this token belongs to. */
export const SignOutRequest = z.object({ refreshToken: z.string().max(400) });

/** Every refusal of the centre's HTTP interface has this body. */
export const CentreError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Sent over the hint WebSocket: something new may be pulled. */
export const Hint = z.object({ hint: z.literal('changed') });

/** Paths, so that both sides agree. */
export const paths = {
  signIn: '/api/sign-in',
  refresh: '/api/token/refresh',
  signOut: '/api/sign-out',
  up: '/api/sync/up',
  down: '/api/sync/down',
  hints: '/api/sync/hints',
  health: '/api/health',
  ready: '/api/ready',
} as const;
