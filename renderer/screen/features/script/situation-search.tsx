import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type RefObject, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';

type SituationSearchProps = {
  readonly text: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  /** Enter, outside an input method's composition. */
  readonly onEnter: () => void;
};

/** The field in which a situation is sought. Stands in a script of its own: the first ring is drawn without it. */
export function SituationSearch({ text, searchRef, onText, onEnter }: SituationSearchProps) {
  const { t } = useTranslation('script');
  const input = useRef<InputRef>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(searchRef, () => input.current?.input ?? null);
  return (
    <Input
      ref={input}
      className="nh-situation-search"
      size="small"
      value={text}
      maxLength={30}
      allowClear
      prefix={<SearchOutlined />}
      placeholder={t('search')}
      aria-label={t('search')}
      onChange={(event) => onText(event.target.value)}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) onEnter();
      }}
    />
  );
}
