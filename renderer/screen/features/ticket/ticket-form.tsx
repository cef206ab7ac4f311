import { Segmented } from 'antd';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketKinds } from '#shared/ticket/kinds.ts';
import type { DraftPatch, TicketDraft, TicketKind } from '#shared/ticket/ticket.ts';
import { AssigneeInput } from './assignee-input.tsx';
import { CustomerPart } from './customer-part.tsx';
import { DraftClocks } from './due-line.tsx';
import { FieldRow } from './field-row.tsx';
import { labelIn, linesOf } from './form-layout.ts';
import { FieldLine, PriorityLine, SummaryLine } from './form-lines.tsx';

type TicketFormProps = {
  readonly draft: TicketDraft;
  /** Stable between renders. */
  readonly change: (patch: DraftPatch) => void;
  /** Codes of fields to mark: empty until the agent has tried to save. */
  readonly marked: ReadonlySet<string>;
};

/** The form of the draft's kind. Changing the kind keeps what was entered under the other. */
export function TicketForm({ draft, change, marked }: TicketFormProps) {
  const { t } = useTranslation('ticket');
  const lines = useMemo(() => linesOf(draft.kind), [draft.kind]);
  return (
    <>
      <KindSwitch kind={draft.kind} change={change} />
      {lines.map((line) => {
        switch (line.line) {
          case 'summary':
            return (
              <SummaryLine
                key="summary"
                value={draft.summary}
                optional={line.optional}
                marked={marked.has('summary')}
                change={change}
              />
            );
          case 'priority':
            return <PriorityLine key="priority" value={draft.priority} change={change} />;
          case 'field':
            return (
              <FieldLine
                key={`${draft.kind}.${line.spec.code}`}
                spec={line.spec}
                value={draft.fields[line.spec.code] ?? null}
                marked={marked.has(line.spec.code)}
                change={change}
              />
            );
          default:
            return null;
        }
      })}
      <FieldRow label={t('common.due')} code="due">
        <DraftClocks kind={draft.kind} />
      </FieldRow>
      <AssigneeLine value={draft.assignee} change={change} />
      <CustomerPart
        contactName={draft.contactName}
        contactNumber={draft.contactNumber}
        accountNumber={draft.accountNumber}
        address={draft.address}
        change={change}
        numberError={marked.has('contactNumber') ? t('incomplete', { field: t('common.contactNumber') }) : null}
      />
    </>
  );
}

type KindSwitchProps = { readonly kind: TicketKind; readonly change: (patch: DraftPatch) => void };

const KindSwitch = memo(function KindSwitch({ kind, change }: KindSwitchProps) {
  const { t, i18n } = useTranslation('ticket');
  return (
    <Segmented<TicketKind>
      className="nh-ticket-kinds"
      block
      value={kind}
      aria-label={t('list.kindFilter')}
      options={ticketKinds.map((spec) => ({
        value: spec.code,
        label: <span data-testid={`ticket-kind-${spec.code}`}>{labelIn(spec.label, i18n.language)}</span>,
      }))}
      onChange={(chosen) => change({ kind: chosen })}
    />
  );
});

type AssigneeLineProps = { readonly value: string; readonly change: (patch: DraftPatch) => void };

const AssigneeLine = memo(function AssigneeLine({ value, change }: AssigneeLineProps) {
  const { t } = useTranslation('ticket');
  const onChange = useCallback((assignee: string) => change({ assignee }), [change]);
  return (
    <FieldRow label={t('common.assignee')} code="assignee">
      <AssigneeInput value={value} onChange={onChange} />
    </FieldRow>
  );
});
