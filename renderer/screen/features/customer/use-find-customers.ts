import { useEffect, useState } from 'react';
import type { Customer } from '#shared/customer/customer.ts';
import type { ScreenRefusal } from '../../bridge/port.ts';
import { useRequest } from '../../stores/use-ask.ts';

/** Typing waits this long before the seat is asked, ms. */
const pauseMs = 120;

/** `asked` is the text that the list answers; while it differs from what is typed the answer is on its way. */
export type Found = { readonly asked: string; readonly customers: readonly Customer[]; readonly refusal: ScreenRefusal | null };

/** Customers in the seat's own cache by name, pinyin, account, number or address; null while nothing is typed or known yet. */
export function useFindCustomers(text: string, limit: number): Found | null {
  const request = useRequest();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') {
      setFound(null);
      return;
    }
    let stale = false;
    const timer = setTimeout(async () => {
      const result = await request('customer.find', { text: wanted, limit });
      if (stale) return;
      setFound(
        result.ok
          ? { asked: wanted, customers: result.value.customers, refusal: null }
          : { asked: wanted, customers: [], refusal: result.error.code },
      );
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, limit, request]);
  return found;
}
