import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftPatch } from '#shared/ticket/ticket.ts';
import { maskedText } from '../../ui/format.ts';
import { FieldRow } from './field-row.tsx';
import { TextInput } from './text-input.tsx';

type CustomerPartProps = {
  readonly contactName: string;
  readonly contactNumber: string;
  readonly accountNumber: string;
  readonly address: string;
  readonly change: (patch: DraftPatch) => void;
  /** The sentence at the number when it is missing and the agent has tried to save. */
  readonly numberError: string | null;
};

/** Contact, account and address: one line while they are prefilled, four fields when something must be entered. */
export const CustomerPart = memo(function CustomerPart(props: CustomerPartProps) {
  const { contactName, contactNumber, accountNumber, address, change, numberError } = props;
  const { t } = useTranslation('ticket');
  const [wantsOpen, setWantsOpen] = useState<boolean | null>(null);
  const isKnown = contactName !== '' && contactNumber !== '';
  const isOpen = wantsOpen ?? !isKnown;

  if (!isOpen && numberError === null) {
    return (
      <FieldRow label={t('common.about')} code="contactNumber">
        <button type="button" className="nh-ticket-customer" aria-expanded="false" onClick={() => setWantsOpen(true)}>
          <span className="nh-ticket-customer-line">
            {contactName} · {maskedText(contactNumber)}
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
            value={contactName}
            label={t('common.contactName')}
            maxLength={80}
            onChange={(typed) => change({ contactName: typed })}
          />
          {isKnown && (
            <Button type="text" icon={<UpOutlined />} aria-label={t('common.about')} onClick={() => setWantsOpen(false)} />
          )}
        </span>
      </FieldRow>
      <FieldRow label={t('common.contactNumber')} code="contactNumber" error={numberError}>
        <TextInput
          value={contactNumber}
          label={t('common.contactNumber')}
          maxLength={24}
          inputMode="tel"
          error={numberError !== null}
          onChange={(typed) => change({ contactNumber: typed })}
        />
      </FieldRow>
      <FieldRow label={t('common.account')} code="accountNumber">
        <TextInput
          value={accountNumber}
          label={t('common.account')}
          maxLength={32}
          inputMode="numeric"
          onChange={(typed) => change({ accountNumber: typed })}
        />
      </FieldRow>
      <FieldRow label={t('common.address')} code="address">
        <TextInput value={address} label={t('common.address')} maxLength={200} onChange={(typed) => change({ address: typed })} />
      </FieldRow>
    </div>
  );
});
