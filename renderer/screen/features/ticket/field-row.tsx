import type { ReactNode } from 'react';

type FieldRowProps = {
  readonly label: string;
  readonly code: string;
  readonly required?: boolean;
  readonly error?: string | null;
  readonly tall?: boolean;
  readonly children: ReactNode;
};

/** One line of the form: the name at its left, the sentence of an error under the field. */
export function FieldRow({ label, code, required = false, error = null, tall = false, children }: FieldRowProps) {
  return (
    <div className={`nh-field ${tall ? 'nh-field-tall' : ''}`} data-field={code}>
      <span className="nh-field-label" aria-hidden="true">
        {label}
        {required && <i className="nh-field-required">*</i>}
      </span>
      <div className="nh-field-control">
        {children}
        {error !== null && (
          <p className="nh-field-error" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
