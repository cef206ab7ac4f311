import { Radio, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { ticketKinds } from '#shared/ticket/kinds.ts';
import { type DraftPatch, Priority, type TicketDraft, type TicketKind } from '#shared/ticket/ticket.ts';
import { AssigneeInput } from './assignee-input.tsx';
import { CustomerPart } from './customer-part.tsx';
import { DraftClocks } from './due-line.tsx';
import { FieldInput } from './field-input.tsx';
import { FieldRow } from './field-row.tsx';
import { type FormLine, fieldPatch, labelIn, linesOf, toneOf } from './form-layout.ts';
import { TextInput } from './text-input.tsx';

type TicketFormProps = {
  readonly draft: TicketDraft;
  readonly change: (patch: DraftPatch) => void;
  /** Codes of fields to mark: empty until the agent has tried to save. */
  readonly marked: ReadonlySet<string>;
};

/** The form of the draft's kind. Changing the kind keeps what was entered under the other. */
export function TicketForm({ draft, change, marked }: TicketFormProps) {
  const { t, i18n } = useTranslation('ticket');
  return (
    <>
      <Segmented<TicketKind>
        className="nh-ticket-kinds"
        block
        value={draft.kind}
        aria-label={t('list.kindFilter')}
        options={ticketKinds.map((spec) => ({
          value: spec.code,
          label: <span data-testid={`ticket-kind-${spec.code}`}>{labelIn(spec.label, i18n.language)}</span>,
        }))}
        onChange={(kind) => change({ kind })}
      />
      {linesOf(draft.kind).map((line) => (
        <Line
          key={line.line === 'field' ? `${draft.kind}.${line.spec.code}` : line.line}
          line={line}
          {...{ draft, change, marked }}
        />
      ))}
      <FieldRow label={t('common.due')} code="due">
        <DraftClocks kind={draft.kind} />
      </FieldRow>
      <FieldRow label={t('common.assignee')} code="assignee">
        <AssigneeInput value={draft.assignee} onChange={(assignee) => change({ assignee })} />
      </FieldRow>
      <CustomerPart
        draft={draft}
        change={change}
        numberError={marked.has('contactNumber') ? t('incomplete', { field: t('common.contactNumber') }) : null}
      />
    </>
  );
}

function Line({ line, draft, change, marked }: TicketFormProps & { readonly line: FormLine }) {
  const { t, i18n } = useTranslation('ticket');
  switch (line.line) {
    case 'summary': {
      const isMarked = marked.has('summary');
      return (
        <FieldRow
          label={t('common.summary')}
          code="summary"
          required={!line.optional}
          tall
          error={isMarked ? t('incomplete', { field: t('common.summary') }) : null}
        >
          <TextInput
            value={draft.summary}
            label={t('common.summary')}
            maxLength={4000}
            placeholder={t(line.optional ? 'common.summaryOptional' : 'common.summaryHint')}
            rows={line.optional ? 1 : 3}
            error={isMarked}
            testId="ticket-summary"
            onChange={(summary) => change({ summary })}
          />
        </FieldRow>
      );
    }
    case 'priority':
      return (
        <FieldRow label={t('common.priority')} code="priority">
          <Radio.Group
            className="nh-choice"
            optionType="button"
            value={draft.priority}
            aria-label={t('common.priority')}
            options={Priority.options.map((value) => ({ value, label: t(`priority.${value}`), className: toneOf(value) }))}
            onChange={(event) => change({ priority: Priority.parse(event.target.value) })}
          />
        </FieldRow>
      );
    case 'field': {
      const { spec } = line;
      const label = labelIn(spec.label, i18n.language);
      const isMarked = marked.has(spec.code);
      return (
        <FieldRow
          label={label}
          code={spec.code}
          required={spec.required === true}
          tall={spec.type === 'long'}
          error={isMarked ? t('incomplete', { field: label }) : null}
        >
          <FieldInput
            spec={spec}
            value={draft.fields[spec.code] ?? null}
            error={isMarked}
            onChange={(value) => change(fieldPatch(spec.code, value))}
          />
        </FieldRow>
      );
    }
  }
}
