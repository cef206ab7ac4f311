import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LineState } from '#shared/call/line.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { Clock } from '../../ui/clock.tsx';

const lineColour: Record<LineState['phase'], string> = {
  off: 'default',
  connecting: 'processing',
  registered: 'success',
  down: 'error',
  elsewhere: 'warning',
};

/** Line and centre as they are this moment, with the one thing to do when they are not well. */
export function ConnectionNow() {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const pbx = useSeat((state) => state.pbx);
  const line = useSeat((state) => state.line);
  const centre = useSeat((state) => state.centre);
  const why = line.phase === 'down' ? t(`connection.trouble.${line.trouble}`) : '';
  const where = line.phase === 'elsewhere' ? line.where : '';
  return (
    <section className="nh-connection-now" aria-label={t('connection.now')}>
      <div>
        <span className="nh-connection-name">{t('connection.line')}</span>
        <Tag color={lineColour[line.phase]} variant="filled">
          {t(`connection.lineState.${line.phase}`, { why, where })}
        </Tag>
        {pbx.practice ? (
          <Tag className="nh-practice-tag">{t('connection.practiceNow')}</Tag>
        ) : (
          <span className="nh-connection-label">{pbx.label}</span>
        )}
        {line.phase === 'down' && (
          <Button size="small" onClick={() => void ask('line.retry', {})}>
            {t('connection.retryLine')}
          </Button>
        )}
        {line.phase === 'down' && line.nextTryAtMs !== null && <Clock sinceMs={line.sinceMs} untilMs={line.nextTryAtMs} />}
        {line.phase === 'elsewhere' && (
          <Button size="small" onClick={() => void ask('line.take-over', {})}>
            {t('connection.takeOver')}
          </Button>
        )}
      </div>
      <div>
        <span className="nh-connection-name">{t('connection.centre')}</span>
        <Tag color={centre.phase === 'online' ? 'success' : centre.phase === 'offline' ? 'warning' : 'default'} variant="filled">
          {t(`connection.centreState.${centre.phase}`)}
        </Tag>
        {centre.trouble !== null && <span className="nh-connection-label">{t(`signIn.trouble.${centre.trouble}`)}</span>}
      </div>
      {pbx.practice && <p>{t('connection.practiceText')}</p>}
    </section>
  );
}
