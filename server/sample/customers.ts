import { type Customer, CustomerId } from '#shared/customer/customer.ts';
import { mix, pick } from './mix.ts';
import { sampleName } from './names.ts';
import { firstArea, samplePlace } from './places.ts';

/** The sample's own "now" for what a customer row says; fixed, so that the rows never change. 2026-11-01T00:00:00+08:00. */
const sampleAsOfMs = Date.UTC(2026, 9, 31, 16);

const dayMs = 86_400_000;
const mobilePrefixes = ['138', '139', '136', '137', '135', '150', '151', '158', '186', '185', '188', '133', '189', '177', '199'];
const tags = ['一户多表', '独居老人', '新装表', '大用水户', '自动缴费', '电子账单', '曾报漏水', '出租房', '物业代管', '优惠水价'];
const preferences = [
  '上午联系方便',
  '请打手机',
  '家中有老人,请慢些说',
  '下班后联系',
  '短信通知即可',
  '请先电话后上门',
  '听力不好,请大声些',
];

const monthPriceFenPerM3 = 500;

/** Eight digits that no two indexes share: multiplying by a number prime to 10⁸ permutes them. */
function eightDigits(index: number, factor: number, offset: number): string {
  const value = (BigInt(index) * BigInt(factor) + BigInt(offset)) % 100_000_000n;
  return value.toString().padStart(8, '0');
}

const twoMobilesPercent = 9;

/** The household of an index, if it lives in one that is a customer more than once: three indexes, one dwelling, one landline. */
function householdOf(index: number): number | null {
  if (index < 3) return null;
  const group = Math.floor(index / 3);
  return mix(group, 1) % 8 === 0 ? group : null;
}

function phonesOf(index: number, household: number | null): Customer['phones'] {
  const prefix = index === 0 ? '138' : pick(mobilePrefixes, mix(index, 2));
  const phones: Customer['phones'] = [{ number: `86${prefix}${eightDigits(index, 48_271, 5678)}`, label: 'mobile' }];
  if (household !== null) phones.push({ number: `8610${60_000_000 + (mix(household, 3) % 30_000_000)}`, label: 'home' });
  else if (index > 0 && mix(index, 4) % 100 < twoMobilesPercent)
    phones.push({ number: `86${pick(mobilePrefixes, mix(index, 5))}${eightDigits(index, 16_807, 50_000_000)}`, label: 'other' });
  return phones;
}

function billingOf(index: number): Customer['billing'] {
  const usageM3 = 3 + (mix(index, 31) % 230) / 10;
  const change = ((mix(index, 32) % 81) - 40) / 10;
  const monthFen = Math.round(usageM3 * monthPriceFenPerM3);
  const owes = mix(index, 33) % 100;
  const arrearsPeriods = owes < 5 ? 1 : owes < 7 ? 2 : owes === 7 ? 5 : 0;
  return {
    monthFen,
    usageM3,
    usageChangeM3: change,
    arrearsFen: arrearsPeriods * monthFen,
    arrearsPeriods,
    asOfMs: sampleAsOfMs,
  };
}

const first: Customer = {
  id: CustomerId.parse('c-0000000'),
  name: '王秀兰',
  sex: 'f',
  birthYear: 1964,
  level: 3,
  accountNumber: '33010045782',
  address: '枣园路46号院3-502',
  area: firstArea.area,
  phones: phonesOf(0, null),
  tags: ['电子账单', '曾报漏水'],
  preferences: '听力不便,请慢讲;请先电话后上门',
  billing: { monthFen: 8650, usageM3: 17.3, usageChangeM3: 4.2, arrearsFen: 0, arrearsPeriods: 0, asOfMs: sampleAsOfMs },
  updatedAtMs: sampleAsOfMs,
};

/**
 * The customer of an index, 0 … 9,999,999: pure, and the same on every machine. Mobile numbers (E.164 without '+') and account
 * numbers (11 digits) are unique; about one customer in eight lives in a household of three that shares its landline.
 * Index 0 is the person of the demo. Names, roads and districts are invented.
 */
export function sampleCustomer(index: number): Customer {
  if (!Number.isInteger(index) || index < 0 || index > 9_999_999) throw new Error('sampleCustomer: index 0 … 9,999,999');
  if (index === 0) return first;
  const household = householdOf(index);
  const birthYear = 1938 + (mix(index, 41) % 68);
  const { name, sex } = sampleName(index, birthYear, household ?? index + 20_000_000);
  const place = samplePlace(household ?? index + 20_000_000);
  const rank = mix(index, 42) % 1000;
  const tagged = mix(index, 43);
  return {
    id: CustomerId.parse(`c-${String(index).padStart(7, '0')}`),
    name,
    sex: mix(index, 44) % 50 === 0 ? 'unknown' : sex,
    birthYear: mix(index, 45) % 10 === 0 ? null : birthYear,
    level: rank < 5 ? 3 : rank < 20 ? 2 : rank < 80 ? 1 : 0,
    accountNumber: `330${eightDigits(index, 7919, 10_045_782)}`,
    address: place.address,
    area: place.area,
    phones: phonesOf(index, household),
    tags: tagged % 3 === 0 ? [pick(tags, tagged >>> 4)] : [],
    preferences: tagged % 11 === 0 ? pick(preferences, tagged >>> 4) : '',
    billing: billingOf(index),
    updatedAtMs: sampleAsOfMs - (mix(index, 46) % 900) * dayMs - (mix(index, 47) % dayMs),
  };
}
