import { Input } from 'antd';
import { useState } from 'react';

type TextInputProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  /** With it, an area of at least so many lines that grows with its text. */
  readonly rows?: number;
  readonly error?: boolean;
  readonly testId?: string;
  readonly inputMode?: 'tel' | 'numeric';
};

/**
 * A text field that an input method can compose in: letters of a composition are shown and not reported; what it ends in is
 * reported once.
 */
export function TextInput({ value, onChange, label, rows, error, testId, inputMode, ...rest }: TextInputProps) {
  const [composing, setComposing] = useState<string | null>(null);
  const common = {
    ...rest,
    value: composing ?? value,
    'aria-label': label,
    'aria-invalid': error === true,
    'data-testid': testId,
    ...(error ? { status: 'error' as const } : {}),
    onCompositionStart: () => setComposing(value),
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      setComposing(null);
      onChange(event.currentTarget.value);
    },
    onChange: (event: { target: { value: string } }) => {
      if (composing === null) onChange(event.target.value);
      else setComposing(event.target.value);
    },
  };
  if (rows !== undefined) return <Input.TextArea {...common} autoSize={{ minRows: rows, maxRows: 8 }} />;
  return <Input {...common} {...(inputMode ? { inputMode } : {})} />;
}
