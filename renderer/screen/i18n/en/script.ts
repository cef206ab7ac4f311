import type { script as zh } from '../zh-CN/script.ts';

export const script: typeof zh = {};
