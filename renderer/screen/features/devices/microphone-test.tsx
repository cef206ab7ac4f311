import { AudioOutlined, PauseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevels } from '../../stores/seat-context.ts';
import type { Levels } from '../../stores/seat-store.ts';
import { emptyHearing, type Heard, type Hearing, hear, verdictOf } from './hearing.ts';
import type { DeviceTest } from './use-device-test.ts';

type MicrophoneTestProps = { readonly test: DeviceTest; readonly disabled: boolean };

/** A live meter, and in words whether the voice is heard: nobody has to know what a decibel is. */
export function MicrophoneTest({ test, disabled }: MicrophoneTestProps) {
  const { t } = useTranslation('devices');
  const isRunning = test.running === 'microphone';
  return (
    <div className="nh-device-test">
      <Button
        icon={isRunning ? <PauseOutlined /> : <AudioOutlined />}
        disabled={disabled}
        data-testid="test-microphone"
        onClick={() => (isRunning ? test.stop() : test.start('microphone'))}
      >
        {t(isRunning ? 'stop' : 'testMicrophone')}
      </Button>
      {isRunning && <LiveMeter />}
    </div>
  );
}

function LiveMeter() {
  const { t } = useTranslation('devices');
  const bar = useRef<HTMLSpanElement>(null);
  const hearing = useRef<Hearing>(emptyHearing);
  const [heard, setHeard] = useState<Heard>('waiting');
  const show = useCallback((levels: Levels) => {
    hearing.current = hear(hearing.current, levels.microphone);
    bar.current?.style.setProperty('--level', String(hearing.current.shown));
    setHeard(verdictOf(hearing.current));
  }, []);
  useLevels(show);
  useEffect(() => {
    hearing.current = emptyHearing;
  }, []);
  return (
    <>
      <span className="nh-device-meter" role="img" aria-label={t('level')} data-testid="microphone-meter">
        <span ref={bar} />
      </span>
      <span role="status" className={`nh-heard-${heard}`} data-testid="microphone-heard">
        {heard === 'waiting' ? t('speakNow') : t(heard)}
      </span>
    </>
  );
}
