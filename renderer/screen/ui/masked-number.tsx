import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maskedText, readableText } from './format.ts';
import { LinkButton } from './link-button.tsx';

type MaskedNumberProps = {
  readonly number: string;
  /** With it the number can be clicked to put it into the dial pad. */
  readonly onDial?: (number: string) => void;
};

/** A number with its middle hidden until the agent asks for it. */
export function MaskedNumber({ number, onDial }: MaskedNumberProps) {
  const { t } = useTranslation('common');
  const [open, setOpen] = useState(false);
  const masked = maskedText(number);
  const shown = open ? readableText(number) : masked;
  return (
    <span className="nh-masked">
      {onDial ? (
        <LinkButton className="nh-num" label={t('dial', { number: shown })} onPress={() => onDial(number)}>
          {shown}
        </LinkButton>
      ) : (
        <span className="nh-num">{shown}</span>
      )}
      {masked.includes('*') && (
        <LinkButton pressed={open} onPress={() => setOpen(!open)}>
          {t(open ? 'hide' : 'show')}
        </LinkButton>
      )}
    </span>
  );
}
