import type { ReactNode } from 'react';

type TagProps = {
  readonly look?: 'plain' | 'accent' | 'warn' | 'bad' | 'live';
  readonly children: ReactNode;
  readonly className?: string;
  readonly testId?: string;
};

/** A small word on a tint. Plain markup: a card has half a dozen, and stands on the screen before the second ring. */
export function Tag({ look = 'plain', children, className = '', testId }: TagProps) {
  return (
    <span className={`nh-tag nh-tag-${look} ${className}`} data-testid={testId}>
      {children}
    </span>
  );
}
