import type { CallId } from '#shared/call/call.ts';

export function TransferPicker(_props: { readonly callId: CallId; readonly open: boolean; readonly onClose: () => void }) {
  
  return null;
}
