import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/customer/customer.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { whenText } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';

type ContactsProps = { readonly contacts: readonly Contact[]; readonly total: number };

/** What passed between us before, the latest first. */
export function Contacts({ contacts, total }: ContactsProps) {
  const { t } = useTranslation('customer');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = Date.now();
  return (
    <PanelSection title={t('contacts')} aside={total > 0 ? t('contactsOf', { count: total }) : undefined} grow>
      {contacts.length === 0 && <p className="nh-quiet">{t('noContacts')}</p>}
      <ul className="nh-items">
        {contacts.map((contact) => (
          <li key={contact.id} className="nh-item">
            <time className="nh-num" dateTime={new Date(contact.atMs).toISOString()}>
              {whenText(contact.atMs, nowMs, timeZone)}
            </time>
            <p>
              {t(`contact.${contact.kind}`)} {contact.text}
              {contact.agentNumber && <span className="nh-quiet"> · {t('by', { agent: contact.agentNumber })}</span>}
            </p>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
