import { App, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { type ConnectionForm, checkConnection } from './check-connection.ts';
import type { StoredConnection } from './connection-tab.tsx';

type ConnectionFieldsProps = { readonly stored: StoredConnection; readonly onStored: () => void };

const emptyForm: ConnectionForm = { pbxUrl: '', sipUser: '', sipDomain: '', sipPassword: '', centreUrl: '', agentNumber: '' };

/** The addresses. Checked at the field before they are sent; refused during a call; the password goes one way only. */
export function ConnectionFields({ stored, onStored }: ConnectionFieldsProps) {
  const { t } = useTranslation('settings');
  const { message, modal } = App.useApp();
  const ask = useAsk();
  const isPractice = useSeat((state) => state.pbx.practice);
  const onCall = useSeat((state) => state.calls.calls.some((call) => call.phase !== 'ended'));
  const { hasSipPassword, ...addresses } = stored;
  const [form, setForm] = useState<ConnectionForm>({ ...emptyForm, ...addresses });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const { wrong, mild } = checkConnection(form, hasSipPassword);

  const store = async (next: ConnectionForm, forgetPassword: boolean): Promise<void> => {
    setBusy(true);
    const { sipPassword, ...rest } = next;
    const keeps = sipPassword === '' && !forgetPassword;
    const reply = await ask('connection.set', keeps ? rest : { ...rest, sipPassword });
    setBusy(false);
    if (!reply.ok) return;
    void message.success(t(forgetPassword ? 'connection.backDone' : 'connection.applied'));
    setForm({ ...next, sipPassword: '' });
    onStored();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length === 0 && !busy && !onCall) void store(form, false);
  };
  const backToPractice = (): void => {
    void modal.confirm({
      title: t('connection.backTitle'),
      content: t('connection.backText'),
      okText: t('connection.backOk'),
      cancelText: t('connection.cancel'),
      onOk: () => store(emptyForm, true),
    });
  };
  const field = (name: keyof ConnectionForm, hint: string | null, max: number): FieldProps => ({
    name,
    value: form[name],
    hint,
    max,
    wrong: tried && wrong[name] ? t(`connection.wrong.${wrong[name]}`) : null,
    mild: mild[name] ? t(`connection.wrong.${mild[name]}`) : null,
    onChange: (value) => setForm((before) => ({ ...before, [name]: value })),
  });

  return (
    <form className="nh-connection-form" onSubmit={submit} noValidate>
      <h3>{t('connection.pbx')}</h3>
      <Field {...field('pbxUrl', t('connection.pbxUrlHint'), 200)} />
      <Field {...field('sipUser', null, 64)} />
      <Field {...field('sipDomain', t('connection.sipDomainHint'), 120)} />
      <Field {...field('sipPassword', t(hasSipPassword ? 'connection.passwordKept' : 'connection.passwordNone'), 200)} />
      <h3>{t('connection.centreTitle')}</h3>
      <Field {...field('centreUrl', t('connection.centreUrlHint'), 200)} />
      <Field {...field('agentNumber', null, 16)} />
      <footer>
        <Button type="primary" htmlType="submit" loading={busy} disabled={onCall} data-testid="connection-save">
          {t('connection.save')}
        </Button>
        {!isPractice && (
          <Button disabled={onCall} data-testid="connection-back" onClick={backToPractice}>
            {t('connection.back')}
          </Button>
        )}
        {onCall && <span className="nh-faint">{t('connection.busy')}</span>}
      </footer>
    </form>
  );
}

type FieldProps = {
  readonly name: keyof ConnectionForm;
  readonly value: string;
  readonly hint: string | null;
  readonly max: number;
  readonly wrong: string | null;
  readonly mild: string | null;
  readonly onChange: (value: string) => void;
};

function Field({ name, value, hint, max, wrong, mild, onChange }: FieldProps) {
  const { t } = useTranslation('settings');
  const common = {
    id: `connection-${name}`,
    value,
    maxLength: max,
    spellCheck: false,
    'data-testid': `connection-${name}`,
    ...(wrong !== null ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="nh-connection-field">
      <label htmlFor={common.id}>{t(`connection.${name}`)}</label>
      <div>
        {name === 'sipPassword' ? (
          <Input.Password {...common} autoComplete="new-password" visibilityToggle={value !== ''} />
        ) : (
          <Input {...common} autoComplete="off" />
        )}
        {wrong !== null ? (
          <small className="nh-setting-wrong" role="alert">
            {wrong}
          </small>
        ) : mild !== null ? (
          <small className="nh-setting-mild">{mild}</small>
        ) : (
          hint !== null && <small>{hint}</small>
        )}
      </div>
    </div>
  );
}
