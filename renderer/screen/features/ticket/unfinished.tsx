import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindSpec } from '#shared/ticket/kinds.ts';
import type { TicketDraft } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { whenText } from '../../ui/format.ts';
import { labelIn } from './form-layout.ts';

type UnfinishedProps = { readonly drafts: readonly TicketDraft[]; readonly onPick: (draftId: string) => void };

/** Drafts of calls that are over: nothing typed is thrown away, each waits here to be completed. */
export function Unfinished({ drafts, onPick }: UnfinishedProps) {
  const { t } = useTranslation('ticket');
  const [open, setOpen] = useState(false);
  if (drafts.length === 0) return null;
  const list = (
    <ul className="nh-unfinished">
      {drafts.map((draft) => (
        <li key={draft.id}>
          <button
            type="button"
            data-testid={`unfinished-${draft.id}`}
            onClick={() => {
              setOpen(false);
              onPick(draft.id);
            }}
          >
            <UnfinishedLine draft={draft} />
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" placement="topRight" open={open} onOpenChange={setOpen} title={t('unfinished.title')} content={list}>
      <Button type="text" className="nh-unfinished-open" data-testid="ticket-unfinished">
        <Badge count={drafts.length} size="small" color="var(--nh-warn)" offset={[8, 0]}>
          {t('unfinished.title')}
        </Badge>
      </Button>
    </Popover>
  );
}

function UnfinishedLine({ draft }: { readonly draft: TicketDraft }) {
  const { t, i18n } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  return (
    <>
      <span className="nh-unfinished-kind">{labelIn(kindSpec(draft.kind).label, i18n.language)}</span>
      <span className="nh-unfinished-what">
        {draft.contactName !== '' && <b>{draft.contactName} </b>}
        {draft.summary === '' ? t('unfinished.noSummary') : draft.summary}
      </span>
      <time className="nh-num">{whenText(draft.openedAtMs, Date.now(), timeZone)}</time>
    </>
  );
}
