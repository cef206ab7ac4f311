import { z } from 'zod';

export const NotReadyReason = z.enum(['break', 'meal', 'training', 'meeting', 'away', 'paperwork', 'other']);
export type NotReadyReason = z.infer<typeof NotReadyReason>;

/** Ready 示闲: queue calls may come. Not ready 示忙: queue calls are declined, with a reason. */
export const AgentState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('ready'), sinceMs: z.number() }),
  z.object({ phase: z.literal('not-ready'), sinceMs: z.number(), reason: NotReadyReason }),
]);
export type AgentState = z.infer<typeof AgentState>;

export const Role = z.enum(['agent', 'lead', 'administrator', 'auditor']);
export type Role = z.infer<typeof Role>;

export const Identity = z.object({
  /** 工号, the agent number; also the user of the SIP account unless provisioned otherwise. */
  agentNumber: z.string().min(1).max(16),
  name: z.string().max(40),
  role: Role,
  team: z.string().max(40),
  brand: z.string().max(40),
  /** Numbers this seat may present when it dials out; the first is the default. */
  outgoingNumbers: z.array(z.string().max(24)).max(20),
});
export type Identity = z.infer<typeof Identity>;
