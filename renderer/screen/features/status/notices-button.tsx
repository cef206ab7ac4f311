import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { NoticeList } from './notice-list.tsx';

/** How many notices wait to be read, with the newest one's title; the list opens above. */
export function NoticesButton() {
  const { t } = useTranslation('status');
  const notices = useSeat((state) => state.notices);
  const unread = notices.filter((notice) => !notice.read);
  const newest = unread[0];
  return (
    <Popover trigger="click" placement="topLeft" title={t('notices')} content={<NoticeList />} destroyOnHidden>
      <button type="button" className={`nh-status-button ${newest ? 'nh-accent' : ''}`} data-testid="notices">
        {t('notices')} {newest ? t('unread', { count: unread.length, title: newest.title }) : t('allRead')}
      </button>
    </Popover>
  );
}
