import type { customer as zh } from '../zh-CN/customer.ts';

export const customer: typeof zh = {};
