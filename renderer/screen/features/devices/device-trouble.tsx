import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';

/** What stands between the agent and being heard, and what to do about it. Nothing while all is well. */
export function DeviceTrouble() {
  const { t } = useTranslation('devices');
  const ask = useAsk();
  const media = useSeat((state) => state.media);
  const shell = useSeat((state) => state.shell);
  const state = media.microphone;
  const advice = state === 'refused' ? (shell === 'web' ? 'refusedWeb' : 'refusedDesktop') : state;
  const retry = (): void => {
    void ask('devices.test', { what: 'microphone' });
  };
  if (media.page === 'absent') return <Alert type="error" showIcon title={t('noPage')} description={t('noPageText')} />;
  return (
    <>
      {state === 'ok' ? (
        <Alert type="success" showIcon title={t('state.ok')} />
      ) : (
        <Alert
          type={state === 'unknown' ? 'info' : 'error'}
          showIcon
          title={t(`state.${state}`)}
          description={t(`advice.${advice}`)}
          data-testid={`microphone-${state}`}
          action={state === 'unknown' ? undefined : <Button onClick={retry}>{t('retry')}</Button>}
        />
      )}
      {media.soundBlocked && (
        <Alert
          type="warning"
          showIcon
          title={t('soundBlocked')}
          action={<Button onClick={() => void ask('devices.test', { what: 'ring' })}>{t('soundBlockedDo')}</Button>}
        />
      )}
    </>
  );
}
