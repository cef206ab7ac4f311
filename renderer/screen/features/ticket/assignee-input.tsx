import { AutoComplete } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';

type AssigneeInputProps = { readonly value: string; readonly onChange: (value: string) => void };

/** A person or department of the seat's list, found by name or pinyin, or any other that is typed. */
export function AssigneeInput({ value, onChange }: AssigneeInputProps) {
  const { t } = useTranslation('ticket');
  const colleagues = useSeat((state) => state.colleagues);
  const options = useMemo(
    () =>
      colleagues
        .filter((one) => one.kind !== 'queue')
        .map((one) => ({
          value: one.name,
          label: one.note === '' ? one.name : `${one.name} · ${one.note}`,
          search: `${one.name} ${one.note} ${one.pinyin} ${one.number}`.toLowerCase(),
          key: one.number,
        })),
    [colleagues],
  );
  return (
    <AutoComplete
      value={value}
      options={options}
      allowClear
      maxLength={60}
      placeholder={t('common.assigneeHint')}
      aria-label={t('common.assignee')}
      data-testid="ticket-assignee"
      showSearch={{ filterOption: (typed, option) => option?.search.includes(typed.trim().toLowerCase()) ?? false }}
      onChange={(typed?: string) => onChange(typed ?? '')}
    />
  );
}
