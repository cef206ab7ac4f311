import { normalisePhone, type PhoneKind } from '#shared/customer/phone-number.ts';
import { shownNumber } from '#shared/customer/shown-number.ts';

/** What is typed, judged by the same rules as the seat's, so that the agent reads the verdict before pressing. */
export type Judged =
  | { readonly state: 'empty' }
  | { readonly state: 'wrong'; readonly why: WrongNumber }
  | { readonly state: 'good'; readonly shown: string; readonly kind: PhoneKind; readonly extension: string | null };

export type WrongNumber = 'not-a-number' | 'too-short' | 'too-long' | 'unknown-number';

/** areaCode of the seat with its 0, for local numbers. */
export function judge(text: string, areaCode: string): Judged {
  const found = normalisePhone(text, { areaCode, countryCode: '86' });
  if (found.ok) {
    const { number, kind, extension } = found.value;
    return { state: 'good', shown: shownNumber(number), kind, extension };
  }
  switch (found.error.code) {
    case 'empty':
      return { state: 'empty' };
    case 'withheld':
      return { state: 'wrong', why: 'not-a-number' };
    default:
      return { state: 'wrong', why: found.error.code };
  }
}
