import type { Tell } from '#shared/bridge/events.ts';
import type { ScreenView } from '../stores/screen-store.ts';

/** A message about a ticket whose place the desk shows at this moment says nothing new; a refused ticket is always told. */
export function isOnScreenAlready(tell: Tell, view: Pick<ScreenView, 'page' | 'placeShownOf'>): boolean {
  if (tell.code !== 'ticket-saved' && tell.code !== 'ticket-on-server') return false;
  return view.page === 'desk' && view.placeShownOf !== null && view.placeShownOf === tell.params.number;
}
