import { describe, expect, it } from 'vitest';
import { fieldPatch, linesOf, missingIn } from '#renderer/screen/features/ticket/form-layout.ts';
import { firstMissing } from '#shared/ticket/complete.ts';
import { ticketKinds } from '#shared/ticket/kinds.ts';
import { draftOf } from './draft-of.ts';

describe('the form of a kind', () => {
  it.each(ticketKinds.map(({ code }) => code))('has every field of %s once, one summary, and one place for the level', (kind) => {
    const lines = linesOf(kind);
    const codes = lines.flatMap((line) => (line.line === 'field' ? [line.spec.code] : []));
    expect(codes).toEqual(ticketKinds.find(({ code }) => code === kind)?.fields.map(({ code }) => code));
    expect(lines.filter(({ line }) => line === 'summary')).toHaveLength(1);
    const levels = lines.filter((line) => line.line === 'priority' || (line.line === 'field' && line.spec.code === 'urgency'));
    expect(levels).toHaveLength(1);
  });

  it('asks for the story of a repair right after what must be known first', () => {
    const order = linesOf('repair').map((line) => (line.line === 'field' ? line.spec.code : line.line));
    expect(order.slice(0, 5)).toEqual(['place', 'fault', 'since', 'urgency', 'summary']);
  });

  it.each([
    ['nothing', {}],
    ['a place', { fields: { place: '厨房' } }],
    ['a fault of no list', { summary: '漏', contactNumber: '1', fields: { place: '厨房', fault: 'nonsense' } }],
    ['all but the number', { summary: '漏', fields: { place: '厨房', fault: 'leak' } }],
    ['all', { summary: '漏', contactNumber: '138', fields: { place: '厨房', fault: 'leak' } }],
  ])('names the same first missing field as the seat, given %s', (_what, more) => {
    for (const { code } of ticketKinds) {
      const draft = draftOf({ ...more, kind: code });
      expect([code, missingIn(draft)[0] ?? null]).toEqual([code, storyOr(code, firstMissing(draft))]);
    }
  });

  it('sets the level of the ticket with its urgency', () => {
    expect(fieldPatch('urgency', 'soon')).toEqual({ fields: { urgency: 'soon' }, priority: 'high' });
    expect(fieldPatch('fault', 'leak')).toEqual({ fields: { fault: 'leak' } });
  });
});

/** The seat says "summary" when neither it nor the kind's own story is there; the form marks the story, where it is asked. */
function storyOr(kind: string, missing: string | null): string | null {
  return missing === 'summary' ? (ticketKinds.find(({ code }) => code === kind)?.story ?? 'summary') : missing;
}
