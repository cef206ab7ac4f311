import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenRefusal } from '../../bridge/port.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useRequest } from '../../stores/use-ask.ts';
import './settings.css';

/** Agent number and password for the centre. The password is sent once and kept nowhere on the screen. */
export function SignIn() {
  const { t } = useTranslation('settings');
  const { t: why } = useTranslation('refusal');
  const request = useRequest();
  const known = useSeat((state) => state.identity?.agentNumber ?? '');
  const trouble = useSeat((state) => state.centre.trouble);
  const [agentNumber, setAgentNumber] = useState(known);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (agentNumber.trim() === '' || password === '' || busy) return;
    setBusy(true);
    const reply = await request('centre.sign-in', { agentNumber: agentNumber.trim(), password });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error.code);
    // A wrong password is typed anew; one that only did not get through is kept for the next try.
    if (reply.ok || reply.error.code === 'wrong-password') setPassword('');
    if (!reply.ok) setTried(false);
  };
  const said = refusal !== null ? why(refusal) : trouble !== null ? t(`signIn.trouble.${trouble}`) : null;

  return (
    <form className="nh-sign-in" aria-label={t('signIn.title')} data-testid="sign-in" onSubmit={(event) => void submit(event)}>
      <h2>{t('signIn.title')}</h2>
      <p>{t('signIn.text')}</p>
      {said !== null && <Alert type="error" showIcon title={said} data-testid="sign-in-trouble" />}
      <label htmlFor="sign-in-number">{t('signIn.agentNumber')}</label>
      <Input
        id="sign-in-number"
        value={agentNumber}
        maxLength={16}
        autoComplete="username"
        data-testid="sign-in-number"
        {...(tried && agentNumber.trim() === '' ? { status: 'error' as const } : {})}
        onChange={(event) => setAgentNumber(event.target.value)}
      />
      {tried && agentNumber.trim() === '' && (
        <small className="nh-setting-wrong" role="alert">
          {t('signIn.needNumber')}
        </small>
      )}
      <label htmlFor="sign-in-password">{t('signIn.password')}</label>
      <Input.Password
        id="sign-in-password"
        value={password}
        maxLength={200}
        autoComplete="current-password"
        data-testid="sign-in-password"
        {...(tried && password === '' ? { status: 'error' as const } : {})}
        onChange={(event) => setPassword(event.target.value)}
      />
      {tried && password === '' && (
        <small className="nh-setting-wrong" role="alert">
          {t('signIn.needPassword')}
        </small>
      )}
      <Button type="primary" htmlType="submit" loading={busy} block data-testid="sign-in-submit">
        {t('signIn.submit')}
      </Button>
      {trouble === 'unreachable' && <p className="nh-sign-in-offline">{t('signIn.workingOffline')}</p>}
    </form>
  );
}
