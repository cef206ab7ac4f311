import { Radio } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSpec } from '#shared/ticket/kinds.ts';
import { type DraftPatch, type FieldValue, Priority } from '#shared/ticket/ticket.ts';
import { FieldInput } from './field-input.tsx';
import { FieldRow } from './field-row.tsx';
import { fieldPatch, labelIn, toneOf } from './form-layout.ts';
import { TextInput } from './text-input.tsx';

type Change = (patch: DraftPatch) => void;

// Each line takes only its own value and a stable `change`, so that a keystroke draws one line again and not the form.

type SummaryLineProps = { readonly value: string; readonly optional: boolean; readonly marked: boolean; readonly change: Change };

export const SummaryLine = memo(function SummaryLine({ value, optional, marked, change }: SummaryLineProps) {
  const { t } = useTranslation('ticket');
  return (
    <FieldRow
      label={t('common.summary')}
      code="summary"
      required={!optional}
      tall
      error={marked ? t('incomplete', { field: t('common.summary') }) : null}
    >
      <TextInput
        value={value}
        label={t('common.summary')}
        maxLength={4000}
        placeholder={t(optional ? 'common.summaryOptional' : 'common.summaryHint')}
        rows={optional ? 1 : 3}
        error={marked}
        testId="ticket-summary"
        onChange={(summary) => change({ summary })}
      />
    </FieldRow>
  );
});

type PriorityLineProps = { readonly value: Priority; readonly change: Change };

export const PriorityLine = memo(function PriorityLine({ value, change }: PriorityLineProps) {
  const { t } = useTranslation('ticket');
  return (
    <FieldRow label={t('common.priority')} code="priority">
      <Radio.Group
        className="nh-choice"
        optionType="button"
        value={value}
        aria-label={t('common.priority')}
        options={Priority.options.map((level) => ({ value: level, label: t(`priority.${level}`), className: toneOf(level) }))}
        onChange={(event) => change({ priority: Priority.parse(event.target.value) })}
      />
    </FieldRow>
  );
});

type FieldLineProps = { readonly spec: FieldSpec; readonly value: FieldValue; readonly marked: boolean; readonly change: Change };

export const FieldLine = memo(function FieldLine({ spec, value, marked, change }: FieldLineProps) {
  const { t, i18n } = useTranslation('ticket');
  const label = labelIn(spec.label, i18n.language);
  return (
    <FieldRow
      label={label}
      code={spec.code}
      required={spec.required === true}
      tall={spec.type === 'long'}
      error={marked ? t('incomplete', { field: label }) : null}
    >
      <FieldInput spec={spec} value={value} error={marked} onChange={(next) => change(fieldPatch(spec.code, next))} />
    </FieldRow>
  );
});
