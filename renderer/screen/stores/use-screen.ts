import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { CallId } from '#shared/call/call.ts';
import type { PageName, ScreenView } from './screen-store.ts';
import { useSeatContext } from './seat-context.ts';

/** One piece of what only the screen knows. */
export function useScreen<T>(select: (view: ScreenView) => T): T {
  return useStore(useSeatContext().screen, select);
}

export type ScreenActions = {
  readonly goTo: (page: PageName) => void;
  readonly look: (callId: CallId | null) => void;
  /** Opens the dial pad, with a number put in when one was clicked. Nothing is dialled by this. */
  readonly openDial: (number?: string) => void;
  readonly closeDial: () => void;
  readonly setFind: (open: boolean) => void;
  readonly openTransfer: (callId: CallId) => void;
  readonly closeTransfer: () => void;
  readonly setKeypad: (open: boolean) => void;
  readonly setHelp: (open: boolean) => void;
  readonly askSituations: () => void;
  readonly askSave: () => void;
  /** The ticket whose place stands on the desk, so that no message repeats it; null when none does. */
  readonly showPlaceOf: (ticketNumber: string | null) => void;
};

/** The moves an agent can make on the screen alone. Stable for the life of the screen. */
export function useScreenActions(): ScreenActions {
  const { screen } = useSeatContext();
  return useMemo(
    () => ({
      goTo: (page) => screen.setState({ page }),
      look: (chosenCallId) => screen.setState({ chosenCallId }),
      openDial: (number = '') => screen.setState({ dialOpen: true, dialNumber: number }),
      closeDial: () => screen.setState({ dialOpen: false, dialNumber: '' }),
      setFind: (findOpen) => screen.setState({ findOpen }),
      openTransfer: (transferCallId) => screen.setState({ transferCallId }),
      closeTransfer: () => screen.setState({ transferCallId: null }),
      setKeypad: (keypadOpen) => screen.setState({ keypadOpen }),
      setHelp: (helpOpen) => screen.setState({ helpOpen }),
      askSituations: () => screen.setState(({ situationsAsked }) => ({ page: 'desk', situationsAsked: situationsAsked + 1 })),
      askSave: () => screen.setState(({ saveAsked }) => ({ saveAsked: saveAsked + 1 })),
      showPlaceOf: (placeShownOf) => screen.setState({ placeShownOf }),
    }),
    [screen],
  );
}
