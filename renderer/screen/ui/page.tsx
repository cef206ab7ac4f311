import type { ReactNode } from 'react';
import './page.css';
import { Panel } from './panel.tsx';

type PageProps = {
  readonly label: string;
  readonly testId: string;
  /** Stands beside the name and stays while the page scrolls: search, filters, actions. Without it there is no head. */
  readonly head?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

/** One sheet that takes the place of the workbench, with its name and tools on top. */
export function Page({ label, testId, head, className, children }: PageProps) {
  return (
    <div className={`nh-sheet ${className ?? ''}`} data-testid={testId}>
      <Panel label={label} className="nh-sheet-panel">
        {head !== undefined && (
          <header className="nh-sheet-head">
            <h2>{label}</h2>
            {head}
          </header>
        )}
        {children}
      </Panel>
    </div>
  );
}
