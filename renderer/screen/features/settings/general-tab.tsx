import { Segmented, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/bridge/settings.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { AreaCodeField } from './area-code-field.tsx';
import { SettingRow } from './setting-row.tsx';

const delays = [0, 500, 1000, 2000, 3000, 5000] as const;
const ringTimeouts = [20_000, 30_000, 45_000, 60_000, 90_000, 120_000] as const;
const reminders = [60_000, 90_000, 120_000, 180_000, 300_000] as const;
/** Where people who use this work, then whatever the page knows. */
const nearZones = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Urumqi',
  'Europe/Berlin',
  'UTC',
];
const zones = [...new Set([...nearZones, ...Intl.supportedValuesOf('timeZone')])];

/** Language and look, answering, holding and ending, dialling. Each choice is stored as it is made. */
export function GeneralTab() {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const settings = useSeat((state) => state.settings);
  const outgoing = useSeat((state) => state.identity?.outgoingNumbers);
  const set = (patch: Partial<Settings>): void => {
    void ask('settings.change', { patch });
  };
  const seconds = (ms: number): string => t('general.seconds', { n: ms / 1000 });

  return (
    <div className="nh-settings-general">
      <section>
        <h3>{t('general.look')}</h3>
        <SettingRow name={t('general.language')}>
          <Segmented<Settings['language']>
            value={settings.language}
            options={[
              { value: 'zh-CN', label: <span data-testid="language-zh-CN">简体中文</span> },
              { value: 'en', label: <span data-testid="language-en">English</span> },
            ]}
            onChange={(language) => set({ language })}
          />
        </SettingRow>
        <SettingRow name={t('general.theme')}>
          <Segmented<Settings['theme']>
            value={settings.theme}
            options={(['light', 'dark', 'system'] as const).map((value) => ({
              value,
              label: <span data-testid={`theme-${value}`}>{t(`general.${value}`)}</span>,
            }))}
            onChange={(theme) => set({ theme })}
          />
        </SettingRow>
        <SettingRow name={t('general.timeZone')} hint={t('general.timeZoneHint')}>
          <Select
            value={settings.timeZone}
            showSearch
            options={zones.map((zone) => ({ value: zone, label: zone }))}
            aria-label={t('general.timeZone')}
            onChange={(timeZone) => set({ timeZone })}
          />
        </SettingRow>
      </section>
      <section>
        <h3>{t('general.answering')}</h3>
        <SettingRow name={t('general.autoAnswer')} hint={t('general.autoAnswerHint')}>
          {settings.autoAnswer && (
            <Select
              className="nh-setting-short"
              value={settings.autoAnswerDelayMs}
              options={delays.map((value) => ({ value, label: `${t('general.autoAnswerDelay')} ${seconds(value)}` }))}
              aria-label={t('general.autoAnswerDelay')}
              onChange={(autoAnswerDelayMs) => set({ autoAnswerDelayMs })}
            />
          )}
          <Switch
            checked={settings.autoAnswer}
            aria-label={t('general.autoAnswer')}
            data-testid="auto-answer"
            onChange={(autoAnswer) => set({ autoAnswer })}
          />
        </SettingRow>
        <SettingRow name={t('general.ringTimeout')} hint={t('general.ringTimeoutHint')}>
          <Select
            className="nh-setting-short"
            value={settings.ringTimeoutMs}
            options={ringTimeouts.map((value) => ({ value, label: seconds(value) }))}
            aria-label={t('general.ringTimeout')}
            onChange={(ringTimeoutMs) => set({ ringTimeoutMs })}
          />
        </SettingRow>
      </section>
      <section>
        <h3>{t('general.ending')}</h3>
        <SettingRow name={t('general.holdReminder')} hint={t('general.holdReminderHint')}>
          <Select
            className="nh-setting-short"
            value={settings.holdReminderMs}
            options={reminders.map((value) => ({ value, label: t('general.minutes', { n: value / 60_000 }) }))}
            aria-label={t('general.holdReminder')}
            onChange={(holdReminderMs) => set({ holdReminderMs })}
          />
        </SettingRow>
        <SettingRow name={t('general.confirmEnd')} hint={t('general.confirmEndHint')}>
          <Switch
            checked={settings.confirmEnd}
            aria-label={t('general.confirmEnd')}
            onChange={(confirmEnd) => set({ confirmEnd })}
          />
        </SettingRow>
        <SettingRow name={t('general.closingGuard')} hint={t('general.closingGuardHint')}>
          <Switch
            checked={settings.closingGuard}
            aria-label={t('general.closingGuard')}
            onChange={(closingGuard) => set({ closingGuard })}
          />
        </SettingRow>
      </section>
      <section>
        <h3>{t('general.dialling')}</h3>
        <SettingRow name={t('general.outgoing')}>
          {outgoing === undefined || outgoing.length === 0 ? (
            <span className="nh-faint">{t('general.noOutgoing')}</span>
          ) : (
            <Select
              value={settings.outgoingNumber}
              options={[
                { value: '', label: t('general.outgoingDefault') },
                ...outgoing.map((number) => ({ value: number, label: number })),
              ]}
              aria-label={t('general.outgoing')}
              onChange={(outgoingNumber) => set({ outgoingNumber })}
            />
          )}
        </SettingRow>
        <SettingRow name={t('general.areaCode')} hint={t('general.areaCodeHint')}>
          <AreaCodeField value={settings.areaCode} onChange={(areaCode) => set({ areaCode })} />
        </SettingRow>
        <SettingRow name={t('general.dtmf')} hint={t('general.dtmfHint')}>
          <Select
            value={settings.dtmfBy}
            options={(['rfc4733', 'info'] as const).map((value) => ({ value, label: t(`general.${value}`) }))}
            aria-label={t('general.dtmf')}
            onChange={(dtmfBy) => set({ dtmfBy })}
          />
        </SettingRow>
      </section>
    </div>
  );
}
