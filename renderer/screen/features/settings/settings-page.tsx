import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { ConnectionTab } from './connection-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import './settings.css';

type SettingsPageProps = {
  /** The devices and keys pages, put in by the layout: they are features of their own. */
  readonly devices: ReactNode;
  readonly keys: ReactNode;
};

export function SettingsPage({ devices, keys }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  const tabs = [
    { key: 'general', children: <GeneralTab /> },
    { key: 'devices', children: devices },
    { key: 'keys', children: keys },
    { key: 'connection', children: <ConnectionTab /> },
  ] as const;
  return (
    <Page label={t('title')} testId="settings-page" className="nh-settings">
      <Tabs
        tabPlacement="start"
        items={tabs.map(({ key, children }) => ({
          key,
          label: <span data-testid={`settings-${key}`}>{t(`tabs.${key}`)}</span>,
          children: <div className="nh-settings-tab">{children}</div>,
        }))}
        destroyOnHidden
      />
    </Page>
  );
}
