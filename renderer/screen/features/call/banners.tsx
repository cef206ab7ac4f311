import { CloudOutlined, DisconnectOutlined, SoundOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { unreachable } from '#shared/unreachable.ts';
import { useLink, useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreenActions } from '../../stores/use-screen.ts';
import { Clock } from '../../ui/clock.tsx';
import { timeText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';
import { type Trouble, troublesOf } from './troubles.ts';
import './strips.css';

type BannersProps = { readonly onSignIn: () => void; readonly onEnableSound: () => void };

/** What is wrong and what to do about it, one quiet row each; nothing at all when all is well. */
export function Banners(props: BannersProps) {
  const link = useLink();
  const seen = useSeat(useShallow(({ line, media, centre, calls, desks }) => ({ line, media, centre, calls, desks })));
  return troublesOf(link, seen).map((trouble) => <Banner key={trouble.kind} trouble={trouble} {...props} />);
}

function Row({
  look,
  icon,
  children,
  action,
}: {
  look: 'bad' | 'warn';
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`nh-banner nh-banner-${look}`} role={look === 'bad' ? 'alert' : 'status'} data-testid="banner">
      <span className="nh-banner-icon" aria-hidden="true">
        {icon}
      </span>
      <p>{children}</p>
      {action}
    </div>
  );
}

function Banner({ trouble, onSignIn, onEnableSound }: BannersProps & { readonly trouble: Trouble }) {
  const { t } = useTranslation('call');
  const ask = useAsk();
  const { goTo } = useScreenActions();
  const timeZone = useSeat((state) => state.settings.timeZone);
  const devices = (
    <Button size="small" onClick={() => goTo('settings')}>
      {t('banner.devices')}
    </Button>
  );
  switch (trouble.kind) {
    case 'link':
      return (
        <Row look="bad" icon={<DisconnectOutlined />}>
          {t('banner.link')}
        </Row>
      );
    case 'line-down':
      return (
        <Row
          look="bad"
          icon={<DisconnectOutlined />}
          action={
            <Button size="small" data-testid="line-retry" onClick={() => void ask('line.retry', {})}>
              {t('banner.retryNow')}
            </Button>
          }
        >
          <b>
            {t('line.title')} {t('line.down')} <Clock sinceMs={trouble.line.sinceMs} />
          </b>
          {t(`lineTrouble.${trouble.line.trouble}`)}
          {trouble.line.nextTryAtMs !== null && <NextTry atMs={trouble.line.nextTryAtMs} />}
        </Row>
      );
    case 'line-off':
      return (
        <Row look="warn" icon={<DisconnectOutlined />}>
          {t('banner.lineOff')}
        </Row>
      );
    case 'elsewhere':
      return (
        <Row
          look="bad"
          icon={<DisconnectOutlined />}
          action={
            <Button size="small" type="primary" data-testid="line-take-over" onClick={() => void ask('line.take-over', {})}>
              {t('banner.takeOver')}
            </Button>
          }
        >
          {t('banner.elsewhere', { where: trouble.where })}
        </Row>
      );
    case 'microphone':
      return (
        <Row look="bad" icon={<WarningOutlined />} action={devices}>
          {t(`banner.microphone.${trouble.state}`)}
        </Row>
      );
    case 'not-heard':
      return (
        <Row look="bad" icon={<WarningOutlined />} action={devices}>
          {t(trouble.why === 'silent' ? 'banner.notHeardSilent' : 'banner.notHeardNone')}
        </Row>
      );
    case 'sound':
      return (
        <Row
          look="bad"
          icon={<SoundOutlined />}
          action={
            <Button size="small" type="primary" data-testid="enable-sound" onClick={onEnableSound}>
              {t('banner.enableSound')}
            </Button>
          }
        >
          {t('banner.sound')}
        </Row>
      );
    case 'signed-out':
      return (
        <Row
          look="warn"
          icon={<CloudOutlined />}
          action={
            <Button size="small" type="primary" data-testid="open-sign-in" onClick={onSignIn}>
              {t('banner.signIn')}
            </Button>
          }
        >
          <b>{t('banner.signedOut')}</b>
          {trouble.trouble ? t(`banner.trouble.${trouble.trouble}`) : t('banner.signedOutWhat')}
        </Row>
      );
    case 'centre-offline':
      return (
        <Row look="warn" icon={<CloudOutlined />}>
          <b>{t('banner.centreOffline', { time: timeText(trouble.sinceMs, timeZone) })}</b>
          {trouble.trouble && trouble.trouble !== 'unreachable'
            ? t(`banner.trouble.${trouble.trouble}`)
            : t('banner.centreOfflineWhat')}
          {trouble.waiting > 0 && <span className="nh-num">{t('banner.centreWaiting', { count: trouble.waiting })}</span>}
        </Row>
      );
    default:
      return unreachable(trouble);
  }
}

function NextTry({ atMs }: { readonly atMs: number }) {
  const { t } = useTranslation('call');
  const seconds = Math.max(0, Math.ceil((atMs - useNow(atMs)) / 1000));
  return <span className="nh-num">{t('banner.nextTry', { seconds })}</span>;
}
