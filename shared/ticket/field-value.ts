import type { FieldSpec } from './kinds.ts';
import type { FieldValue } from './ticket.ts';

/** Nothing was entered: an empty text or list counts as nothing, a zero or a "no" is an answer. */
export function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Whether a value can stand in a field of this type. An empty one always can. */
export function fits(field: FieldSpec, value: FieldValue | undefined): boolean {
  if (value === undefined || isEmpty(value)) return true;
  const known = (code: string): boolean => field.options?.some((option) => option.code === code) ?? false;
  switch (field.type) {
    case 'text':
    case 'long':
      return typeof value === 'string';
    case 'choice':
      return typeof value === 'string' && known(value);
    case 'choices':
      return Array.isArray(value) && value.every(known);
    case 'moment':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}
