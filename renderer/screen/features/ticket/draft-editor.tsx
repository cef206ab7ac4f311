import { DeleteOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDraft } from '#shared/ticket/ticket.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { missingIn } from './form-layout.ts';
import { DraftPlace } from './place-line.tsx';
import { TicketForm } from './ticket-form.tsx';
import { useDraft } from './use-draft.ts';

export type SavedDraft = {
  readonly draftId: string;
  readonly ticketId: string;
  readonly number: string;
  readonly savedAtMs: number;
};

type DraftEditorProps = {
  readonly draft: TicketDraft;
  readonly onSaved: (saved: SavedDraft) => void;
  /** Ends the call after the ticket was saved; without it the button is not there. */
  readonly onEnd: (() => void) | undefined;
  /** Counts the presses of the save key, wherever the focus was. */
  readonly saveAsked: number;
  /** The key that saves, as it is set on this seat. */
  readonly saveKey: string;
  /** What stands at the right of the foot. */
  readonly aside: ReactNode;
};

/** One open draft: its number and place above, the form, and the ways out of it below. */
export function DraftEditor({ draft: stored, onSaved, onEnd, saveAsked, saveKey, aside }: DraftEditorProps) {
  const { t } = useTranslation('ticket');
  const { t: why } = useTranslation('refusal');
  const { message } = App.useApp();
  const ask = useAsk();
  const { draft, safety, change, flush } = useDraft(stored);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const missing = useMemo(() => missingIn(draft), [draft]);
  const marked = useMemo(() => new Set(tried ? missing : []), [tried, missing]);

  const save = useCallback(
    async (thenEnd: boolean): Promise<void> => {
      setTried(true);
      const first = missing[0];
      if (first !== undefined) {
        // After the marks are drawn: the customer's fields open with the first of them.
        setTimeout(() => focusField(body.current, first));
        return;
      }
      setSaving(true);
      const refusal = await flush();
      if (refusal !== null) void message.warning(why(refusal), 6);
      else {
        const reply = await ask('ticket.save', { draftId: draft.id });
        if (reply.ok) {
          onSaved({ draftId: draft.id, ticketId: reply.value.ticketId, number: draft.number, savedAtMs: Date.now() });
          if (thenEnd) onEnd?.();
        }
      }
      setSaving(false);
    },
    [missing, flush, ask, draft.id, draft.number, message, why, onSaved, onEnd],
  );

  const answeredAsk = useRef(saveAsked);
  useEffect(() => {
    if (answeredAsk.current === saveAsked) return;
    answeredAsk.current = saveAsked;
    void save(false);
  }, [saveAsked, save]);

  const discard = async (): Promise<void> => {
    await flush();
    const draftId = draft.id;
    const reply = await ask('draft.discard', { draftId });
    if (!reply.ok) return;
    const key = `discarded-${draftId}`;
    const undo = (): void => {
      void ask('draft.restore', { draftId });
      message.destroy(key);
    };
    void message.open({
      key,
      type: 'info',
      duration: 8,
      content: (
        <>
          {t('discarded')}
          <Button type="link" size="small" onClick={undo}>
            {t('undo')}
          </Button>
        </>
      ),
    });
  };

  return (
    <>
      <header className="nh-ticket-head">
        <h3 className="nh-section-title">
          <span>
            {t('title')} <span className="nh-num">{draft.number}</span>
          </span>
          <span className="nh-section-aside">
            <DraftPlace draft={draft} safety={safety} />
          </span>
        </h3>
      </header>
      <div ref={body} className="nh-ticket-body">
        <TicketForm draft={draft} change={change} marked={marked} />
      </div>
      <footer className="nh-ticket-foot">
        <Button type="primary" loading={saving} data-testid="ticket-save" onClick={() => void save(false)}>
          {t('save')} {saveKey !== '' && <kbd className="nh-ticket-kbd">{saveKey}</kbd>}
        </Button>
        {onEnd && (
          <Button disabled={saving} data-testid="ticket-save-end" onClick={() => void save(true)}>
            {t('saveAndEnd')}
          </Button>
        )}
        <Tooltip title={t('discard')}>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('discard')}
            data-testid="ticket-discard"
            onClick={() => void discard()}
          />
        </Tooltip>
        <span className="nh-ticket-aside">
          {tried && missing.length > 0 && (
            <span className="nh-ticket-missing">{t('incompleteCount', { count: missing.length })}</span>
          )}
          {aside}
        </span>
      </footer>
    </>
  );
}

function focusField(form: HTMLElement | null, code: string): void {
  const field = form?.querySelector(`[data-field="${code}"]`);
  field?.scrollIntoView({ block: 'nearest' });
  field?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
