import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  dropStored,
  edit,
  emptyOverlay,
  patchSince,
  settle,
  viewOf,
} from '#renderer/screen/features/ticket/draft-overlay.ts';
import { draftOf } from './draft-of.ts';

describe('what is typed over the seat’s draft', () => {
  it('is shown at once, field by field', () => {
    const overlay = edit(edit(emptyOverlay, { summary: '漏' }, 1), { fields: { fault: 'leak' } }, 2);
    const view = viewOf(draftOf({ address: '枣园路', fields: { place: '厨房' } }), overlay);
    expect(view).toMatchObject({ summary: '漏', address: '枣园路', fields: { place: '厨房', fault: 'leak' } });
  });

  it('stays until the seat shows the same, whatever its clock says', () => {
    const overlay = acknowledge(edit(emptyOverlay, { summary: '漏水' }, 2), 2);
    const late = settle(overlay, draftOf({ summary: '漏', changedAtMs: 9_999_999 }));
    expect(viewOf(draftOf({ summary: '漏' }), late).summary).toBe('漏水');
    expect(settle(late, draftOf({ summary: '漏水', changedAtMs: 0 })).marks.size).toBe(0);
  });

  it('goes when the seat sends its draft after the answer: that draft has it', () => {
    const typed = edit(edit(emptyOverlay, { summary: '漏水' }, 1), { address: '枣园路' }, 2);
    const view = viewOf(draftOf({ summary: '漏水(已核)' }), dropStored(acknowledge(typed, 1)));
    expect(view).toMatchObject({ summary: '漏水(已核)', address: '枣园路' });
  });

  it('is not acknowledged by the reply to what was typed before it', () => {
    const overlay = acknowledge(edit(edit(emptyOverlay, { summary: '漏' }, 1), { summary: '漏水' }, 2), 1);
    expect(viewOf(draftOf({ summary: '漏' }), dropStored(overlay)).summary).toBe('漏水');
  });

  it('travels as one patch of the fresh parts, with the fields whole', () => {
    const draft = draftOf({ fields: { place: '厨房' } });
    const overlay = edit(edit(emptyOverlay, { summary: '漏水' }, 1), { fields: { fault: 'leak' } }, 2);
    expect(patchSince(draft, overlay, 1)).toEqual({ fields: { place: '厨房', fault: 'leak' } });
    expect(patchSince(draft, overlay, 0)).toEqual({ summary: '漏水', fields: { place: '厨房', fault: 'leak' } });
    expect(patchSince(draft, overlay, 2)).toBeNull();
  });
});
