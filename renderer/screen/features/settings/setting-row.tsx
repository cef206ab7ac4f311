import type { ReactNode } from 'react';

type SettingRowProps = { readonly name: string; readonly hint?: string; readonly children: ReactNode };

/** What is set, and why one would, at the left; how it stands at the right. */
export function SettingRow({ name, hint, children }: SettingRowProps) {
  return (
    <div className="nh-setting">
      <div>
        {name}
        {hint !== undefined && <small>{hint}</small>}
      </div>
      <div className="nh-setting-control">{children}</div>
    </div>
  );
}
