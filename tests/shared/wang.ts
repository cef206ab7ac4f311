import { Customer } from '#shared/customer/customer.ts';

/** The customer of most tests of the rules. */
export const wang = Customer.parse({
  id: 'c1',
  name: '王秀兰',
  sex: 'f',
  birthYear: 1964,
  level: 3,
  accountNumber: '33010045782',
  address: '枣园路46号院3-502',
  area: 'a',
  phones: [{ number: '8613800005678', label: 'mobile' }],
  tags: [],
  preferences: '',
  billing: null,
  updatedAtMs: 1,
});
