import type { CallId } from '#shared/call/call.ts';

export function TicketPanel(_props: { readonly callId: CallId | null }) {
  return null;
}
