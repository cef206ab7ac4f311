export { call } from './call.ts';
export { common } from './common.ts';
export { customer } from './customer.ts';
export { layout } from './layout.ts';
export { refusal } from './refusal.ts';
export { script } from './script.ts';
export { status } from './status.ts';
export { tell } from './tell.ts';
