import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dialStringOf } from '#shared/customer/shown-number.ts';
import type { DraftPatch, TicketDraft } from '#shared/ticket/ticket.ts';
import { maskedText } from '../../ui/format.ts';
import { FieldRow } from './field-row.tsx';
import { TextInput } from './text-input.tsx';

type CustomerPartProps = {
  readonly draft: TicketDraft;
  readonly change: (patch: DraftPatch) => void;
  /** The sentence at the number when it is missing and the agent has tried to save. */
  readonly numberError: string | null;
};

/** Contact, account and address: one line while they are prefilled, four fields when something must be entered. */
export function CustomerPart({ draft, change, numberError }: CustomerPartProps) {
  const { t } = useTranslation('ticket');
  const [wantsOpen, setWantsOpen] = useState<boolean | null>(null);
  const isKnown = draft.contactName !== '' && draft.contactNumber !== '';
  const isOpen = wantsOpen ?? !isKnown;

  if (!isOpen && numberError === null) {
    return (
      <FieldRow label={t('common.about')} code="contactNumber">
        <button type="button" className="nh-ticket-customer" aria-expanded="false" onClick={() => setWantsOpen(true)}>
          <span className="nh-ticket-customer-line">
            {draft.contactName} · {maskedText(draft.contactNumber)}
          </span>
          <DownOutlined />
        </button>
      </FieldRow>
    );
  }
  return (
    <div className="nh-ticket-customer-open">
      <FieldRow label={t('common.contactName')} code="contactName">
        <span className="nh-field-pair">
          <TextInput
            value={draft.contactName}
            label={t('common.contactName')}
            maxLength={80}
            onChange={(contactName) => change({ contactName })}
          />
          {isKnown && (
            <Button type="text" icon={<UpOutlined />} aria-label={t('common.about')} onClick={() => setWantsOpen(false)} />
          )}
        </span>
      </FieldRow>
      <FieldRow label={t('common.contactNumber')} code="contactNumber" error={numberError}>
        <TextInput
          value={dialStringOf(draft.contactNumber)}
          label={t('common.contactNumber')}
          maxLength={24}
          inputMode="tel"
          error={numberError !== null}
          onChange={(contactNumber) => change({ contactNumber })}
        />
      </FieldRow>
      <FieldRow label={t('common.account')} code="accountNumber">
        <TextInput
          value={draft.accountNumber}
          label={t('common.account')}
          maxLength={32}
          inputMode="numeric"
          onChange={(accountNumber) => change({ accountNumber })}
        />
      </FieldRow>
      <FieldRow label={t('common.address')} code="address">
        <TextInput
          value={draft.address}
          label={t('common.address')}
          maxLength={200}
          onChange={(address) => change({ address })}
        />
      </FieldRow>
    </div>
  );
}
