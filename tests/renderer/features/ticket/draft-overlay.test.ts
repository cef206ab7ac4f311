import { describe, expect, it } from 'vitest';
import { acknowledge, edit, emptyOverlay, patchSince, settle, viewOf } from '#renderer/screen/features/ticket/draft-overlay.ts';
import { draftOf } from './draft-of.ts';

describe('what is typed over the seat’s draft', () => {
  it('is shown at once, field by field', () => {
    const overlay = edit(edit(emptyOverlay, { summary: '漏' }, 1), { fields: { fault: 'leak' } }, 2);
    const view = viewOf(draftOf({ address: '枣园路', fields: { place: '厨房' } }), overlay);
    expect(view).toMatchObject({ summary: '漏', address: '枣园路', fields: { place: '厨房', fault: 'leak' } });
  });

  it('stays when an older draft of the seat arrives after it', () => {
    const overlay = acknowledge(edit(emptyOverlay, { summary: '漏水' }, 2), 2, 2000);
    const late = settle(overlay, draftOf({ summary: '漏', changedAtMs: 1500 }));
    expect(viewOf(draftOf({ summary: '漏' }), late).summary).toBe('漏水');
    expect(settle(late, draftOf({ summary: '漏水', changedAtMs: 2000 })).marks.size).toBe(0);
  });

  it('is not acknowledged by the reply to what was typed before it', () => {
    const overlay = acknowledge(edit(edit(emptyOverlay, { summary: '漏' }, 1), { summary: '漏水' }, 2), 1, 5000);
    expect(viewOf(draftOf(), settle(overlay, draftOf({ summary: '漏', changedAtMs: 5000 }))).summary).toBe('漏水');
  });

  it('travels as one patch of the fresh parts, with the fields whole', () => {
    const draft = draftOf({ fields: { place: '厨房' } });
    const overlay = edit(edit(emptyOverlay, { summary: '漏水' }, 1), { fields: { fault: 'leak' } }, 2);
    expect(patchSince(draft, overlay, 1)).toEqual({ fields: { place: '厨房', fault: 'leak' } });
    expect(patchSince(draft, overlay, 0)).toEqual({ summary: '漏水', fields: { place: '厨房', fault: 'leak' } });
    expect(patchSince(draft, overlay, 2)).toBeNull();
  });
});
