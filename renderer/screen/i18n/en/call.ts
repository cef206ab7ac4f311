import type { call as zh } from '../zh-CN/call.ts';

export const call: typeof zh = {};
