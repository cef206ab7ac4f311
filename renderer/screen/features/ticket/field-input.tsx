import { InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldSpec } from '#shared/ticket/kinds.ts';
import type { FieldValue } from '#shared/ticket/ticket.ts';
import { unreachable } from '#shared/unreachable.ts';
import { directionOf, labelIn, toneOf } from './form-layout.ts';
import { MomentInput } from './moment-input.tsx';
import { TextInput } from './text-input.tsx';

type FieldInputProps = {
  readonly spec: FieldSpec;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly error: boolean;
};

/** Three choices and fewer stand side by side if their names are short; wide characters count double. */
function standSideBySide(names: readonly string[]): boolean {
  const width = names.join('').replaceAll(/[^\u0020-\u007f]/g, '  ').length;
  return names.length <= 3 && width <= 30;
}

/** The control of one field, by its type alone: kinds and fields are data. */
export function FieldInput({ spec, value, onChange, error }: FieldInputProps) {
  const { t, i18n } = useTranslation('ticket');
  const label = labelIn(spec.label, i18n.language);
  const testId = `ticket-field-${spec.code}`;
  const options = (spec.options ?? []).map((option) => ({ value: option.code, label: labelIn(option.label, i18n.language) }));
  const status = error ? { status: 'error' as const } : {};
  switch (spec.type) {
    case 'text':
    case 'long':
      return (
        <TextInput
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          label={label}
          maxLength={spec.type === 'long' ? 4000 : 200}
          error={error}
          testId={testId}
          {...(spec.type === 'long' ? { rows: 2 } : {})}
        />
      );
    case 'choice':
      return standSideBySide(options.map((option) => option.label)) ? (
        <Radio.Group
          className="nh-choice"
          optionType="button"
          options={options.map((option) => ({ ...option, className: toneOf(option.value) }))}
          value={typeof value === 'string' ? value : null}
          aria-label={label}
          data-testid={testId}
          onChange={(event) => onChange(String(event.target.value))}
        />
      ) : (
        <Select
          options={options}
          value={typeof value === 'string' ? value : null}
          placeholder={t('common.pick')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={label}
          data-testid={testId}
          {...status}
          onChange={(chosen?: string) => onChange(chosen ?? null)}
        />
      );
    case 'choices':
      return (
        <Select
          mode="multiple"
          options={options}
          value={Array.isArray(value) ? value : []}
          placeholder={t('common.pick')}
          aria-label={label}
          data-testid={testId}
          {...status}
          onChange={(chosen: string[]) => onChange(chosen)}
        />
      );
    case 'moment':
      return (
        <MomentInput
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          label={label}
          direction={directionOf(spec)}
        />
      );
    case 'flag':
      return (
        <Radio.Group
          className="nh-choice"
          optionType="button"
          options={[
            { value: true, label: t('common.yes') },
            { value: false, label: t('common.no') },
          ]}
          value={typeof value === 'boolean' ? value : null}
          aria-label={label}
          data-testid={testId}
          onChange={(event) => onChange(event.target.value === true)}
        />
      );
    case 'number':
      return (
        <InputNumber
          value={typeof value === 'number' ? value : null}
          min={0}
          max={999}
          precision={0}
          aria-label={label}
          data-testid={testId}
          {...status}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
        />
      );
    default:
      return unreachable(spec.type);
  }
}
