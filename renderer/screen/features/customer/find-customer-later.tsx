import { lazy, Suspense } from 'react';

const Field = lazy(async () => ({ default: (await import('./find-customer.tsx')).FindCustomer }));

/** The search for a customer, in a script of its own: a card is drawn without waiting for it. */
export function FindCustomer({ onChoose }: { readonly onChoose: (customerId: string) => void }) {
  return (
    <Suspense fallback={null}>
      <Field onChoose={onChoose} />
    </Suspense>
  );
}
