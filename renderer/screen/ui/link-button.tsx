import type { ReactNode } from 'react';

type LinkButtonProps = {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly className?: string;
  readonly label?: string;
  readonly pressed?: boolean;
};

/** Words that can be pressed. Plain markup, for the same reason as Tag. */
export function LinkButton({ children, onPress, className = '', label, pressed }: LinkButtonProps) {
  return (
    <button type="button" className={`nh-link-button ${className}`} aria-label={label} aria-pressed={pressed} onClick={onPress}>
      {children}
    </button>
  );
}
