import type { ReactNode } from 'react';

type PanelProps = {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly testId?: string;
};

/** One of the workbench's columns. Its sections are `PanelSection`. */
export function Panel({ label, children, className, testId }: PanelProps) {
  return (
    <section className={`nh-panel ${className ?? ''}`} aria-label={label} data-testid={testId}>
      {children}
    </section>
  );
}

type PanelSectionProps = {
  readonly title?: ReactNode;
  /** Stands at the right of the title: a count, a state, a link. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Takes the height that is left and scrolls by itself. */
  readonly grow?: boolean;
  readonly className?: string;
};

export function PanelSection({ title, aside, children, grow = false, className }: PanelSectionProps) {
  return (
    <div className={`nh-section ${grow ? 'nh-section-grow' : ''} ${className ?? ''}`}>
      {title !== undefined && (
        <h3 className="nh-section-title">
          <span>{title}</span>
          {aside !== undefined && <span className="nh-section-aside">{aside}</span>}
        </h3>
      )}
      {children}
    </div>
  );
}
