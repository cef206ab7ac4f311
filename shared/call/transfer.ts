import { unreachable } from '#shared/unreachable.ts';
import type { CallId, Transfer, TransferFailure } from './call.ts';

export type TransferEvent =
  | { readonly type: 'blind-asked'; readonly customerCallId: CallId; readonly to: string }
  /** The customer is on hold, or could not be held (the REFER goes out all the same). */
  | { readonly type: 'customer-held' }
  | { readonly type: 'target-rings' }
  | { readonly type: 'consult-placed'; readonly customerCallId: CallId; readonly consultCallId: CallId; readonly to: string }
  | { readonly type: 'consult-answered' }
  | { readonly type: 'complete-asked' }
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly failure: TransferFailure }
  /** The agent's leg to the customer ended. */
  | { readonly type: 'customer-ended' }
  /** The second leg ended before a hand-over was under way. */
  | { readonly type: 'consult-ended'; readonly failure: TransferFailure; readonly byUs: boolean }
  /** The agent gave the transfer up, or has seen its failure. */
  | { readonly type: 'dropped' };

export type TransferEffect =
  | { readonly do: 'refer-blind'; readonly callId: CallId; readonly to: string }
  | { readonly do: 'refer-attended'; readonly callId: CallId; readonly consultCallId: CallId }
  | { readonly do: 'end-as-transferred'; readonly callId: CallId }
  | { readonly do: 'resume'; readonly callId: CallId }
  | { readonly do: 'settle'; readonly failure: TransferFailure | null }
  | { readonly do: 'tell'; readonly code: 'transfer-done' | 'transfer-failed' | 'customer-back'; readonly to: string };

export type TransferStepped = {
  readonly transfer: Transfer | null;
  readonly effects: readonly TransferEffect[];
  readonly ignored: boolean;
};

const moved = (transfer: Transfer | null, ...effects: TransferEffect[]): TransferStepped => ({
  transfer,
  effects,
  ignored: false,
});
const ignored = (transfer: Transfer | null): TransferStepped => ({ transfer, effects: [], ignored: true });

const isOver = (transfer: Transfer): boolean => transfer.phase === 'failed';
const underWay = (transfer: Transfer): boolean =>
  transfer.kind === 'blind' ? transfer.phase === 'sent' || transfer.phase === 'ringing' : transfer.phase === 'completing';

/** Moves the one transfer of the seat. Total; a late event leaves it as it is. A new one may begin when none is under way. */
export function stepTransfer(transfer: Transfer | null, event: TransferEvent): TransferStepped {
  const free = transfer === null || isOver(transfer);
  switch (event.type) {
    case 'blind-asked':
      if (!free) return ignored(transfer);
      return moved({ kind: 'blind', customerCallId: event.customerCallId, to: event.to, phase: 'holding', failure: null });
    case 'consult-placed':
      if (!free) return ignored(transfer);
      return moved({
        kind: 'attended',
        customerCallId: event.customerCallId,
        consultCallId: event.consultCallId,
        to: event.to,
        phase: 'calling',
        failure: null,
      });
    case 'dropped':
      return transfer === null || underWay(transfer) ? ignored(transfer) : moved(null);
    default:
      return free ? ignored(transfer) : whileUnderWay(transfer, event);
  }
}

type Running = Exclude<TransferEvent, { type: 'blind-asked' } | { type: 'consult-placed' } | { type: 'dropped' }>;

function whileUnderWay(transfer: Transfer, event: Running): TransferStepped {
  const { customerCallId: callId, to } = transfer;
  switch (event.type) {
    case 'customer-held':
      if (transfer.kind !== 'blind' || transfer.phase !== 'holding') return ignored(transfer);
      return moved({ ...transfer, phase: 'sent' }, { do: 'refer-blind', callId, to });
    case 'target-rings':
      if (transfer.kind !== 'blind' || transfer.phase !== 'sent') return ignored(transfer);
      return moved({ ...transfer, phase: 'ringing' });
    case 'consult-answered':
      if (transfer.kind !== 'attended' || transfer.phase !== 'calling') return ignored(transfer);
      return moved({ ...transfer, phase: 'talking' });
    case 'complete-asked':
      if (transfer.kind !== 'attended' || transfer.phase !== 'talking') return ignored(transfer);
      return moved({ ...transfer, phase: 'completing' }, { do: 'refer-attended', callId, consultCallId: transfer.consultCallId });
    case 'succeeded': {
      if (!underWay(transfer)) return ignored(transfer);
      const legs: TransferEffect[] = [{ do: 'end-as-transferred', callId }];
      if (transfer.kind === 'attended') legs.push({ do: 'end-as-transferred', callId: transfer.consultCallId });
      return moved(null, ...legs, { do: 'tell', code: 'transfer-done', to }, { do: 'settle', failure: null });
    }
    case 'failed':
      return failed(transfer, event.failure);
    case 'customer-ended':
      // The PBX may end our leg as soon as it has taken the customer over; only its NOTIFY says that it went well.
      return moved(
        { ...transfer, phase: 'failed', failure: 'customer-gone' },
        { do: 'tell', code: 'transfer-failed', to },
        { do: 'settle', failure: 'customer-gone' },
      );
    case 'consult-ended':
      if (transfer.kind !== 'attended' || transfer.phase === 'completing') return ignored(transfer);
      if (event.byUs) return moved(null, { do: 'resume', callId }, { do: 'settle', failure: event.failure });
      return moved(
        { ...transfer, phase: 'failed', failure: event.failure },
        { do: 'resume', callId },
        { do: 'tell', code: 'customer-back', to },
        { do: 'settle', failure: event.failure },
      );
    default:
      return unreachable(event);
  }
}

function failed(transfer: Transfer, failure: TransferFailure): TransferStepped {
  const { customerCallId: callId, to } = transfer;
  const tell = { do: 'tell', code: 'transfer-failed', to } as const;
  const settle = { do: 'settle', failure } as const;
  if (transfer.kind === 'attended') {
    // Both legs are still ours: the agent goes on talking and may try again or go back.
    return moved({ ...transfer, phase: 'talking', failure }, tell, settle);
  }
  const gone = failure === 'customer-gone';
  const back: TransferEffect[] = gone
    ? []
    : [
        { do: 'resume', callId },
        { do: 'tell', code: 'customer-back', to },
      ];
  return moved({ ...transfer, phase: 'failed', failure }, tell, ...back, settle);
}
