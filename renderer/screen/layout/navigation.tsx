import { CustomerServiceOutlined, FileTextOutlined, HomeOutlined, PhoneOutlined, SettingOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageName } from '../stores/screen-store.ts';
import { useSeat } from '../stores/seat-context.ts';
import { useScreen, useScreenActions } from '../stores/use-screen.ts';

/** The pages that exist, in the order of a working day; settings stand apart at the foot. */
export function Navigation() {
  const { t } = useTranslation('layout');
  const missed = useSeat((state) => state.missedUnseen);
  const practice = useSeat((state) => state.pbx.practice);
  return (
    <nav className="nh-nav" aria-label={t('navigation')}>
      <Item page="desk" icon={<HomeOutlined />} />
      <Item page="tickets" icon={<FileTextOutlined />} />
      <Item page="calls" icon={<PhoneOutlined />} count={missed} />
      {practice && <Item page="practice" icon={<CustomerServiceOutlined />} />}
      <span className="nh-nav-gap" />
      <Item page="settings" icon={<SettingOutlined />} />
    </nav>
  );
}

type ItemProps = { readonly page: PageName; readonly icon: ReactNode; readonly count?: number };

function Item({ page, icon, count = 0 }: ItemProps) {
  const { t } = useTranslation('layout');
  const here = useScreen((view) => view.page === page);
  const { goTo } = useScreenActions();
  return (
    <button
      type="button"
      className="nh-nav-item"
      aria-current={here ? 'page' : undefined}
      data-testid={`nav-${page}`}
      onClick={() => goTo(page)}
    >
      <Badge count={count} size="small" offset={[6, 0]}>
        <span className="nh-nav-icon">{icon}</span>
      </Badge>
      {t(`pages.${page}`)}
    </button>
  );
}
