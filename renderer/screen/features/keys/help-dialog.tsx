import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyAction } from '#shared/bridge/settings.ts';
import { useScreen, useScreenActions } from '../../stores/use-screen.ts';
import { actionGroups } from './key-map.ts';
import './keys.css';
import { Keycap } from './keycap.tsx';
import { useKeyMap } from './use-keys.ts';

/** Every key that works now, as it is set on this seat. Opened by `?`. */
export function HelpDialog() {
  const { t } = useTranslation('keys');
  const open = useScreen((view) => view.helpOpen);
  const { setHelp, goTo } = useScreenActions();
  return (
    <Modal
      open={open}
      onCancel={() => setHelp(false)}
      title={t('helpTitle')}
      width={720}
      style={{ top: 40 }}
      footer={
        <div className="nh-help-foot">
          <span>{t('helpHint')}</span>
          <Button
            onClick={() => {
              setHelp(false);
              goTo('settings');
            }}
          >
            {t('change')}
          </Button>
        </div>
      }
      destroyOnHidden
      data-testid="help-dialog"
    >
      <div className="nh-help">
        {actionGroups.map(({ group, actions }) => (
          <section key={group}>
            <h3>{t(`groups.${group}`)}</h3>
            {actions.map((action) => (
              <HelpLine key={action} action={action} />
            ))}
          </section>
        ))}
        <section>
          <h3>{t('fixed.title')}</h3>
          <p>{t('fixed.situation')}</p>
          <p>{t('fixed.transfer')}</p>
          <p>{t('fixed.close')}</p>
        </section>
      </div>
    </Modal>
  );
}

function HelpLine({ action }: { readonly action: KeyAction }) {
  const { t } = useTranslation('keys');
  const map = useKeyMap();
  return (
    <div className="nh-help-line">
      <span>{t(`action.${action}`)}</span>
      <span className="nh-help-keys">
        {map[action].length === 0 ? <em>{t('page.none')}</em> : map[action].map((chord) => <Keycap key={chord} chord={chord} />)}
      </span>
    </div>
  );
}
