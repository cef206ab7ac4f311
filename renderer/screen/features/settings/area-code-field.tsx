import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type AreaCodeFieldProps = { readonly value: string; readonly onChange: (value: string) => void };

const areaCode = /^0\d{2,3}$/;

/** Stored when it is an area code; anything else stays in the field with a sentence, and is not stored. */
export function AreaCodeField({ value, onChange }: AreaCodeFieldProps) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && !areaCode.test(typed);
  const type = (text: string): void => {
    setTyped(text);
    if (areaCode.test(text)) onChange(text);
  };
  return (
    <span className="nh-setting-stack">
      <Input
        className="nh-setting-short"
        value={typed ?? value}
        maxLength={6}
        inputMode="numeric"
        aria-label={t('general.areaCode')}
        data-testid="area-code"
        {...(wrong ? { status: 'error' as const } : {})}
        onChange={(event) => type(event.target.value.trim())}
        onBlur={() => !wrong && setTyped(null)}
      />
      {wrong && (
        <small className="nh-setting-wrong" role="alert">
          {t('general.areaCodeWrong')}
        </small>
      )}
    </span>
  );
}
