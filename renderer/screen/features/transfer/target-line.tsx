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
  /** The call still rings: there is nobody to talk for, only a way to send it on. */
  readonly unanswered: boolean;
  readonly onPoint: () => void;
  readonly onSend: (how: 'consult' | 'blind') => void;
};

/** One place to send to. The keyboard stays in the filter above; a mouse has both ways as buttons on the line. */
export function TargetLine({ target, heading, index, chosen, disabled, unanswered, onPoint, onSend }: TargetLineProps) {
  const { t } = useTranslation('transfer');
  const number = target.kind === 'recent' ? maskedText(target.number) : target.number;
  return (
    <>
      {heading && (
        <tr>
          <th colSpan={4} className="nh-target-group">
            {t(`kind.${target.kind}`)}
          </th>
        </tr>
      )}
      <tr
        id={`target-${target.key}`}
        aria-selected={chosen}
        data-index={index}
        data-testid={`transfer-target-${target.number}`}
        className={`nh-target ${chosen ? 'nh-target-chosen' : ''}`}
        onMouseMove={onPoint}
      >
        <td className="nh-target-name">{target.name === '' ? number : target.name}</td>
        <td className="nh-target-note">{target.note}</td>
        <td className="nh-target-number nh-num">{target.name === '' ? '' : number}</td>
        <td className="nh-target-ways">
          <span>
            <Button
              size="small"
              type="primary"
              tabIndex={-1}
              disabled={disabled}
              onClick={() => onSend(unanswered ? 'blind' : 'consult')}
            >
              {t(unanswered ? 'elsewhere.send' : 'consult')}
            </Button>
            {!unanswered && (
              <Button size="small" tabIndex={-1} disabled={disabled} onClick={() => onSend('blind')}>
                {t('blind')}
              </Button>
            )}
          </span>
        </td>
      </tr>
    </>
  );
}
