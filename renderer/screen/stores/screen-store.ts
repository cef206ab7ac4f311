import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallId } from '#shared/call/call.ts';

export type PageName = 'desk' | 'tickets' | 'calls' | 'practice' | 'settings';

/** What only the screen knows: where the agent looks and what is open. Lost on reload, and that is right. */
export type ScreenView = {
  readonly page: PageName;
  /** The call the agent chose to look at; null follows the calls by itself. */
  readonly chosenCallId: CallId | null;
  readonly dialOpen: boolean;
  /** A number to put into the dial pad when it opens: from click-to-dial or a tel: link that asks first. */
  readonly dialNumber: string;
  readonly findOpen: boolean;
  readonly transferCallId: CallId | null;
  readonly keypadOpen: boolean;
  readonly helpOpen: boolean;
  /** Raised by one when a key asks for the situations or their search; the panel takes the focus. */
  readonly situationsAsked: number;
  /** Raised by one when the save key is pressed; the ticket panel saves. */
  readonly saveAsked: number;
  /** The number of the ticket whose place (here, at the centre) the ticket panel is showing. */
  readonly placeShownOf: string | null;
  /** The end button was pressed once for this call; a second press until then ends it. */
  readonly endArmed: { readonly callId: CallId; readonly untilMs: number } | null;
};

export type ScreenStore = StoreApi<ScreenView>;

export function createScreenStore(): ScreenStore {
  return createStore<ScreenView>(() => ({
    page: 'desk',
    chosenCallId: null,
    dialOpen: false,
    dialNumber: '',
    findOpen: false,
    transferCallId: null,
    keypadOpen: false,
    helpOpen: false,
    situationsAsked: 0,
    saveAsked: 0,
    placeShownOf: null,
    endArmed: null,
  }));
}
