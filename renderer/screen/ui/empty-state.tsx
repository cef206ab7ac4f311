import type { ReactNode } from 'react';

type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do, or what will come by itself. */
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
};

export function EmptyState({ icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className="nh-empty">
      {icon !== undefined && (
        <span className="nh-empty-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <p className="nh-empty-title">{title}</p>
      {hint !== undefined && <p className="nh-empty-hint">{hint}</p>}
      {action}
    </div>
  );
}
