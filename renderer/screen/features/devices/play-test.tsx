import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeviceTest } from './use-device-test.ts';

type PlayTestProps = { readonly what: 'speaker' | 'ring'; readonly test: DeviceTest; readonly disabled: boolean };

/** Plays a tone in the headset, or the ring on its own device. */
export function PlayTest({ what, test, disabled }: PlayTestProps) {
  const { t } = useTranslation('devices');
  const isRunning = test.running === what;
  return (
    <div className="nh-device-test">
      <Button
        icon={isRunning ? <PauseOutlined /> : <CaretRightOutlined />}
        disabled={disabled}
        data-testid={`test-${what}`}
        onClick={() => (isRunning ? test.stop() : test.start(what))}
      >
        {isRunning ? t('stop') : t(what === 'ring' ? 'testRing' : 'testSpeaker')}
      </Button>
      {isRunning && <span role="status">{t('playing')}</span>}
    </div>
  );
}
