import type { status as zh } from '../zh-CN/status.ts';

export const status: typeof zh = {};
