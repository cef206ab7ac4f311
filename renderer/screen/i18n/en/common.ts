import type { common as zh } from '../zh-CN/common.ts';

export const common: typeof zh = {
  brand: 'Ninhao seat',
  unknownNumber: 'Unknown number',
  show: 'Show',
  hide: 'Hide',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Retry',
  loading: 'Loading…',
  partFailed: 'This part met a fault; the rest still works.',
  partRetry: 'Show again',
  today: 'Today',
  yesterday: 'Yesterday',
  dial: 'Dial {{number}}',
};
