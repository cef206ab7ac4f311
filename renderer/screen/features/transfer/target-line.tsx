import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { maskedText } from '../../ui/format.ts';
import type { Target } from './targets.ts';

type TargetLineProps = {
  readonly target: Target;
  /** The first of its kind carries the name of the group. */
  readonly heading: boolean;
  readonly index: number;
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly onPoint: () => void;
  readonly onSend: (how: 'consult' | 'blind') => void;
};

/** One place to send to. The keyboard stays in the filter; a mouse has both ways as buttons on the line. */
export function TargetLine({ target, heading, index, chosen, disabled, onPoint, onSend }: TargetLineProps) {
  const { t } = useTranslation('transfer');
  const number = target.kind === 'recent' ? maskedText(target.number) : target.number;
  return (
    <>
      {heading && (
        <p className="nh-target-group" role="presentation">
          {t(`kind.${target.kind}`)}
        </p>
      )}
      {/* The keyboard's place is the filter above (combobox): aria-activedescendant names the line. */}
      <div
        id={`target-${target.key}`}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        data-index={index}
        data-testid={`transfer-target-${target.number}`}
        className={`nh-target ${chosen ? 'nh-target-chosen' : ''}`}
        onMouseMove={onPoint}
      >
        <span className="nh-target-name">{target.name === '' ? number : target.name}</span>
        <span className="nh-target-note">{target.note}</span>
        <span className="nh-target-number nh-num">{target.name === '' ? '' : number}</span>
        <span className="nh-target-ways">
          <Button size="small" type="primary" tabIndex={-1} disabled={disabled} onClick={() => onSend('consult')}>
            {t('consult')}
          </Button>
          <Button size="small" tabIndex={-1} disabled={disabled} onClick={() => onSend('blind')}>
            {t('blind')}
          </Button>
        </span>
      </div>
    </>
  );
}
