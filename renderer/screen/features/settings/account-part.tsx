import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { SignIn } from './sign-in.tsx';

/** Who is signed in at the centre; or the form to do it. */
export function AccountPart() {
  const { t } = useTranslation('settings');
  const { modal } = App.useApp();
  const ask = useAsk();
  const identity = useSeat((state) => state.identity);
  const phase = useSeat((state) => state.centre.phase);
  if (phase === 'off') return null;
  if (phase === 'signed-out' || identity === null) return <SignIn />;
  const signOut = (): void => {
    void modal.confirm({
      title: t('signIn.outTitle'),
      content: t('signIn.outText'),
      okText: t('signIn.out'),
      cancelText: t('connection.cancel'),
      onOk: async () => {
        await ask('centre.sign-out', {});
      },
    });
  };
  return (
    <section className="nh-account">
      <span>{t('signIn.signedInAs', { name: identity.name, number: identity.agentNumber })}</span>
      <Button size="small" data-testid="sign-out" onClick={signOut}>
        {t('signIn.out')}
      </Button>
    </section>
  );
}
