import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AudioDevice } from '#shared/bridge/state.ts';

type DeviceChoiceProps = {
  readonly label: string;
  readonly devices: readonly AudioDevice[];
  /** Empty: the system's default. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly testId: string;
  readonly hint?: string;
};

/** The devices that are plugged in. A chosen one that is gone stays listed: it is used again when it is back. */
export function DeviceChoice({ label, devices, value, onChange, testId, hint }: DeviceChoiceProps) {
  const { t } = useTranslation('devices');
  const real = devices.filter((device) => device.id !== 'default' && device.id !== '');
  const isGone = value !== '' && !real.some((device) => device.id === value);
  const options = [
    { value: '', label: t('system') },
    ...real.map((device, at) => ({ value: device.id, label: device.label || t('unnamed', { n: at + 1 }) })),
    ...(isGone ? [{ value, label: t('gone') }] : []),
  ];
  return (
    <div className="nh-device-choice">
      <h3>{label}</h3>
      <Select value={value} options={options} aria-label={label} data-testid={testId} onChange={onChange} />
      {hint !== undefined && <small>{hint}</small>}
    </div>
  );
}
