import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { whenText } from '../../ui/format.ts';

/** Every notice with its text; reading is confirmed one by one, because the centre keeps the receipts. */
export function NoticeList() {
  const { t } = useTranslation('status');
  const ask = useAsk();
  const notices = useSeat((state) => state.notices);
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = Date.now();
  if (notices.length === 0) return <p className="nh-notice-none">{t('noNotices')}</p>;
  return (
    <ul className="nh-notices">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.read ? 'nh-notice nh-notice-read' : 'nh-notice'}>
          <div className="nh-notice-head">
            <b className="nh-notice-title">{notice.title}</b>
            <time className="nh-num">{whenText(notice.publishedAtMs, nowMs, timeZone)}</time>
            {!notice.read && (
              <Button size="small" onClick={() => void ask('notice.read', { noticeId: notice.id })}>
                {t('read')}
              </Button>
            )}
          </div>
          <p>{notice.text}</p>
        </li>
      ))}
    </ul>
  );
}
