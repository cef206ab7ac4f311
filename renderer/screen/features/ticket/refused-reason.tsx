import { useTranslation } from 'react-i18next';
import { kindSpec } from '#shared/ticket/kinds.ts';
import type { PlacedTicket } from '#shared/ticket/ticket.ts';
import { labelIn } from './form-layout.ts';
import { refusedWhy } from './refused-why.ts';

/** Why the centre did not take a ticket, in words; nothing while it has not said. */
export function RefusedReason({ placed }: { readonly placed: PlacedTicket }) {
  const { t, i18n } = useTranslation('ticket');
  const { reason, ticket } = placed;
  if (reason === null || reason === '') return null;
  const why = refusedWhy(reason);
  if (why.code === 'other') return <span data-testid="refused-reason">{t('refused.other', { reason })}</span>;
  const nameOf = (code: string): string => {
    const own = kindSpec(ticket.kind).fields.find((field) => field.code === code);
    return own ? labelIn(own.label, i18n.language) : t(`refused.field.${code}`, { defaultValue: code });
  };
  return (
    <span data-testid="refused-reason">
      {t(`refused.${why.code}`)}
      {why.fields.length > 0 && ` (${why.fields.map(nameOf).join(' · ')})`}
    </span>
  );
}
