import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatState } from '#shared/bridge/state.ts';
import type { CallId } from '#shared/call/call.ts';
import type { TicketDraft } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DraftEditor, type SavedDraft } from './draft-editor.tsx';
import { SavedTicket } from './saved-ticket.tsx';
import './ticket.css';
import { Unfinished } from './unfinished.tsx';

type TicketPanelProps = {
  /** The call on the desk; null for a ticket without a call. */
  readonly callId: CallId | null;
  /** Ends the call once the ticket is saved. */
  readonly onEnd?: () => void;
  /** Counts the presses of the save key. */
  readonly saveAsked?: number;
  /** The key that saves, as shown on its button. */
  readonly saveKey?: string;
};

function draftOfCall(state: SeatState, callId: CallId | null): TicketDraft | null {
  if (callId === null) return null;
  const draftId = state.desks.find((desk) => desk.callId === callId)?.draftId ?? null;
  return state.drafts.find((draft) => (draftId === null ? draft.callId === callId : draft.id === draftId)) ?? null;
}

/** The ticket of the call on the desk, or of none; with the drafts that wait to be completed at its foot. */
export function TicketPanel({ callId, onEnd, saveAsked = 0, saveKey = 'Ctrl ↵' }: TicketPanelProps) {
  const { t } = useTranslation('ticket');
  const ask = useAsk();
  const drafts = useSeat((state) => state.drafts);
  const ofCall = useSeat((state) => draftOfCall(state, callId));
  const liveCalls = useSeat((state) => state.calls.calls);
  /** What the agent chose to see instead of the call's own; forgotten when another call comes onto the desk. */
  const [chosen, setChosen] = useState<{ readonly callId: CallId | null; readonly draftId: string } | null>(null);
  const [saved, setSaved] = useState<{ readonly callId: CallId | null; readonly what: SavedDraft } | null>(null);
  const [lastShown, setLastShown] = useState<string | null>(null);
  const onSaved = useCallback(
    (what: SavedDraft) => {
      setSaved({ callId, what });
      setChosen(null);
    },
    [callId],
  );

  const waiting = drafts.filter(
    (draft) => draft.id !== saved?.what.draftId && !liveCalls.some((call) => call.id === draft.callId && call.phase !== 'ended'),
  );
  const find = (draftId: string | null): TicketDraft | null => drafts.find((draft) => draft.id === draftId) ?? null;
  const picked = chosen?.callId === callId ? find(chosen.draftId) : null;
  const own = ofCall?.id === saved?.what.draftId ? null : ofCall;
  const justSaved = saved !== null && (saved.callId === callId || callId === null) ? saved.what : null;
  // The form stays under the hands of the agent when the call ends; with no call, a draft of none is shown by itself.
  const ofNone = waiting.findLast((draft) => draft.callId === null && draft.openedAtMs > (justSaved?.savedAtMs ?? 0)) ?? null;
  const kept = callId === null ? (ofNone ?? (justSaved === null ? find(lastShown) : null)) : null;
  const shown = picked ?? own ?? kept;
  if (shown !== null && shown.id !== lastShown) setLastShown(shown.id);

  const { showPlaceOf } = useScreenActions();
  const placeOf = shown?.number ?? justSaved?.number ?? null;
  useEffect(() => {
    showPlaceOf(placeOf);
    return () => showPlaceOf(null);
  }, [placeOf, showPlaceOf]);

  const open = async (): Promise<void> => {
    const reply = await ask('draft.open', { callId });
    if (!reply.ok) return;
    setSaved(null);
    setChosen({ callId, draftId: reply.value.draftId });
  };
  const aside = (
    <Unfinished drafts={waiting.filter((draft) => draft.id !== shown?.id)} onPick={(draftId) => setChosen({ callId, draftId })} />
  );

  return (
    <Panel label={t('title')} className="nh-ticket" testId="ticket-panel">
      {shown ? (
        <DraftEditor
          key={shown.id}
          draft={shown}
          onSaved={onSaved}
          onEnd={shown.callId === callId && callId !== null ? onEnd : undefined}
          saveAsked={saveAsked}
          saveKey={saveKey}
          aside={aside}
        />
      ) : justSaved ? (
        <SavedTicket saved={justSaved} onAgain={() => void open()} aside={aside} />
      ) : (
        <>
          <div className="nh-ticket-none">
            <EmptyState
              icon={<FileAddOutlined />}
              title={t('empty.title')}
              hint={t('empty.text')}
              action={
                <Button data-testid="ticket-open" onClick={() => void open()}>
                  {t('empty.open')}
                </Button>
              }
            />
          </div>
          {waiting.length > 0 && (
            <footer className="nh-ticket-foot">
              <span className="nh-ticket-aside">{aside}</span>
            </footer>
          )}
        </>
      )}
    </Panel>
  );
}
