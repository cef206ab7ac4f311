import { Button } from 'antd';
import { memo, type ReactNode } from 'react';

type KeyButtonProps = {
  readonly testId: string;
  readonly icon: ReactNode;
  readonly label: ReactNode;
  /** The whole name for the tooltip and the screen reader. */
  readonly name: string;
  /** The key that does the same, "F2"; empty when there is none. */
  readonly keyHint: string;
  readonly disabled?: boolean;
  readonly look?: 'plain' | 'go' | 'lit' | 'end' | 'armed';
  readonly pressed?: boolean;
  readonly busy?: boolean;
  readonly onPress: () => void;
};

/** One of the fixed places of the call bar: icon over label, its key in the corner. Drawn again only when its own state changes. */
export const KeyButton = memo(function KeyButton({
  testId,
  icon,
  label,
  name,
  keyHint,
  disabled = false,
  look = 'plain',
  pressed,
  busy = false,
  onPress,
}: KeyButtonProps) {
  return (
    <Button
      className={`nh-key nh-key-${look}`}
      data-testid={testId}
      aria-label={name}
      // The browser's own tooltip: it goes by itself and never lies over the panels below.
      title={keyHint ? `${name} · ${keyHint}` : name}
      aria-keyshortcuts={keyHint || undefined}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      disabled={disabled}
      onClick={() => onPress()}
    >
      <span className="nh-key-icon" aria-hidden="true">
        {icon}
      </span>
      <span className="nh-key-label">{label}</span>
      {keyHint.length > 0 && keyHint.length <= 3 && (
        <span className="nh-key-hint" aria-hidden="true">
          {keyHint}
        </span>
      )}
    </Button>
  );
});
