/** What stands in the form of the connection. Empty PBX address: the centre's own line, practice included. */
export type ConnectionForm = {
  readonly pbxUrl: string;
  readonly sipUser: string;
  readonly sipDomain: string;
  /** Empty: the stored one stays. */
  readonly sipPassword: string;
  readonly centreUrl: string;
  readonly agentNumber: string;
};

export type ConnectionTrouble =
  | 'empty'
  | 'pbxScheme'
  | 'pbxInsecure'
  | 'centreScheme'
  | 'centreInsecure'
  | 'address'
  | 'credentials'
  | 'sipUser'
  | 'sipDomain'
  | 'agentNumber'
  | 'password';

/** By field; `mild` is said and does not keep the agent from saving. */
export type Checked = {
  readonly wrong: Readonly<Partial<Record<keyof ConnectionForm, ConnectionTrouble>>>;
  readonly mild: Readonly<Partial<Record<keyof ConnectionForm, ConnectionTrouble>>>;
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

type Scheme = {
  readonly secure: string;
  readonly plain: string;
  readonly scheme: ConnectionTrouble;
  readonly insecure: ConnectionTrouble;
};
const pbxScheme: Scheme = { secure: 'wss:', plain: 'ws:', scheme: 'pbxScheme', insecure: 'pbxInsecure' };
const centreScheme: Scheme = { secure: 'https:', plain: 'http:', scheme: 'centreScheme', insecure: 'centreInsecure' };

type AddressVerdict = { readonly wrong?: ConnectionTrouble; readonly mild?: ConnectionTrouble };

function judgeAddress(text: string, { secure, plain, scheme, insecure }: Scheme): AddressVerdict {
  const address = text.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return { wrong: scheme };
  if (!URL.canParse(address)) return { wrong: 'address' };
  const url = new URL(address);
  if (url.protocol !== secure && url.protocol !== plain) return { wrong: scheme };
  if (url.username !== '' || url.password !== '') return { wrong: 'credentials' };
  if (url.hostname === '') return { wrong: 'address' };
  return url.protocol === plain && !loopback.test(url.hostname) ? { mild: insecure } : {};
}

/** Said at the field before anything is sent. `hasPassword`: one is stored already. */
export function checkConnection(form: ConnectionForm, hasPassword: boolean): Checked {
  const wrong: Partial<Record<keyof ConnectionForm, ConnectionTrouble>> = {};
  const mild: Partial<Record<keyof ConnectionForm, ConnectionTrouble>> = {};
  const note = (field: keyof ConnectionForm, verdict: AddressVerdict): void => {
    if (verdict.wrong) wrong[field] = verdict.wrong;
    if (verdict.mild) mild[field] = verdict.mild;
  };
  if (form.pbxUrl.trim() !== '') {
    note('pbxUrl', judgeAddress(form.pbxUrl, pbxScheme));
    if (form.sipUser.trim() === '' && form.agentNumber.trim() === '') wrong.sipUser = 'empty';
    if (form.sipPassword === '' && !hasPassword) wrong.sipPassword = 'password';
  }
  if (/[\s@"'<>;:]/.test(form.sipUser.trim())) wrong.sipUser = 'sipUser';
  if (!/^[a-z0-9.:[\]-]*$/i.test(form.sipDomain.trim())) wrong.sipDomain = 'sipDomain';
  if (form.centreUrl.trim() !== '') note('centreUrl', judgeAddress(form.centreUrl, centreScheme));
  if (!/^[a-z0-9]{0,16}$/i.test(form.agentNumber.trim())) wrong.agentNumber = 'agentNumber';
  return { wrong, mild };
}
