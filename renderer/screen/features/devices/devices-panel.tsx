import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/bridge/settings.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { DeviceChoice } from './device-choice.tsx';
import './devices.css';
import { DeviceTrouble } from './device-trouble.tsx';
import { MicrophoneTest } from './microphone-test.tsx';
import { PlayTest } from './play-test.tsx';
import { useDeviceTest } from './use-device-test.ts';
import { VolumeSlider } from './volume-slider.tsx';

/** Microphone, headset and ring device: choose, set, and try each. A change is stored and takes effect at once, also in a call. */
export function DevicesPanel() {
  const { t } = useTranslation('devices');
  const ask = useAsk();
  const settings = useSeat((state) => state.settings);
  const media = useSeat((state) => state.media);
  const onCall = useSeat((state) => state.calls.calls.some((call) => call.phase !== 'ended'));
  const test = useDeviceTest();
  const set = (patch: Partial<Settings>): void => {
    void ask('settings.change', { patch });
  };

  return (
    <div className="nh-devices" data-testid="devices-panel">
      <DeviceTrouble />
      {onCall && <p className="nh-devices-note">{t('notDuringCall')}</p>}
      <section className="nh-device">
        <DeviceChoice
          label={t('microphone')}
          devices={media.microphones}
          value={settings.microphoneId}
          testId="device-microphone"
          onChange={(microphoneId) => set({ microphoneId })}
        />
        <MicrophoneTest test={test} disabled={onCall || media.page === 'absent'} />
      </section>
      <section className="nh-device">
        <DeviceChoice
          label={t('speaker')}
          devices={media.speakers}
          value={settings.speakerId}
          testId="device-speaker"
          onChange={(speakerId) => set({ speakerId })}
        />
        <VolumeSlider
          label={t('speakerVolume')}
          value={settings.speakerVolume}
          onChange={(speakerVolume) => set({ speakerVolume })}
        />
        <PlayTest what="speaker" test={test} disabled={onCall || media.page === 'absent'} />
      </section>
      <section className="nh-device">
        <DeviceChoice
          label={t('ringDevice')}
          devices={media.speakers}
          value={settings.ringDeviceId}
          testId="device-ring"
          hint={t('ringHint')}
          onChange={(ringDeviceId) => set({ ringDeviceId })}
        />
        <VolumeSlider label={t('ringVolume')} value={settings.ringVolume} onChange={(ringVolume) => set({ ringVolume })} />
        <PlayTest what="ring" test={test} disabled={onCall || media.page === 'absent'} />
      </section>
      <section className="nh-device nh-device-switches">
        <h3>{t('processing')}</h3>
        <Processing
          name={t('echoCancellation')}
          hint={t('echoHint')}
          on={settings.echoCancellation}
          onChange={(echoCancellation) => set({ echoCancellation })}
        />
        <Processing
          name={t('noiseSuppression')}
          hint={t('noiseHint')}
          on={settings.noiseSuppression}
          onChange={(noiseSuppression) => set({ noiseSuppression })}
        />
        <Processing name={t('autoGain')} hint={t('gainHint')} on={settings.autoGain} onChange={(autoGain) => set({ autoGain })} />
      </section>
      <p className="nh-devices-note">{t('refresh')}</p>
    </div>
  );
}

type ProcessingProps = {
  readonly name: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
};

function Processing({ name, hint, on, onChange }: ProcessingProps) {
  return (
    <div className="nh-device-switch">
      <Switch checked={on} aria-label={name} onChange={onChange} />
      <span>
        {name}
        <small>{hint}</small>
      </span>
    </div>
  );
}
