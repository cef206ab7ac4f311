import type { Customer } from '#shared/customer/customer.ts';
import { practiceNumbers } from '#shared/practice/practice.ts';
import { sampleCustomer } from '../sample/customers.ts';
import type { Manner } from './talk/conversation.ts';
import { calledCustomer, colleague } from './talk/personas.ts';

/** Who is reached under a number. */
export type Destination =
  | { readonly kind: 'talks'; readonly persona: string; readonly manner: Manner }
  | { readonly kind: 'echo' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'never-answers' }
  | { readonly kind: 'unknown' };

/** As many sample customers as the sample centre holds. */
const SAMPLE_CUSTOMERS = 10_000;

/** Looks up numbers of the sample data; the index of all sample numbers is made at the first question (about 0.1 s). */
export function createDialPlan(): (dialled: string) => Destination {
  let customers: ReadonlyMap<string, Customer> | null = null;
  const customerOf = (number: string): Customer | undefined => {
    customers ??= indexCustomers();
    return customers.get(number);
  };
  return (dialled) => {
    const number = dialled.replace(/[^\d+*#]/g, '');
    switch (number) {
      case practiceNumbers.colleague:
      case practiceNumbers.hotline:
        return { kind: 'talks', persona: 'colleague', manner: colleague };
      case practiceNumbers.echo:
        return { kind: 'echo' };
      case practiceNumbers.busy:
        return { kind: 'busy' };
      case practiceNumbers.away:
        return { kind: 'never-answers' };
      default: {
        const customer = customerOf(nationalOf(number));
        return customer
          ? { kind: 'talks', persona: 'called-customer', manner: calledCustomer(customer.sex, customer.birthYear) }
          : { kind: 'unknown' };
      }
    }
  };
}

/** Digits as the sample's index holds them: +86, 0086 and the outside-line 0 before a mobile number taken off. */
function nationalOf(number: string): string {
  const bare = number.replace(/^(?:\+86|0086|86(?=\d{10,11}$))/, '');
  return /^01[3-9]\d{9}$/.test(bare) ? bare.slice(1) : bare.replace(/^0(?=10\d{8}$)/, '');
}

function indexCustomers(): ReadonlyMap<string, Customer> {
  const byNumber = new Map<string, Customer>();
  for (let index = 0; index < SAMPLE_CUSTOMERS; index += 1) {
    const customer = sampleCustomer(index);
    for (const phone of customer.phones) byNumber.set(nationalOf(phone.number), customer);
  }
  return byNumber;
}

/** How the caller's number comes in from the public network: national form, area code with its 0. */
export function callerNumber(customer: Customer): string {
  const number = customer.phones[0]?.number ?? '';
  const national = number.replace(/^86/, '');
  return national.startsWith('10') && national.length === 10 ? `0${national}` : national;
}
