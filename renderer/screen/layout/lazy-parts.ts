import { lazy } from 'react';

/** What the first ring is drawn without. Each comes with its own script, fetched in the first idle moment (prefetchParts). */
const parts = {
  ticketPanel: async () => ({ default: (await import('../features/ticket/ticket-panel.tsx')).TicketPanel }),
  situationSearch: async () => ({ default: (await import('../features/script/situation-search.tsx')).SituationSearch }),
  findCustomer: async () => ({ default: (await import('../features/customer/find-customer.tsx')).FindCustomer }),
  transferPicker: async () => ({ default: (await import('../features/transfer/transfer-picker.tsx')).TransferPicker }),
  findDialog: async () => ({ default: (await import('../features/customer/find-dialog.tsx')).FindDialog }),
  dialPad: async () => ({ default: (await import('../features/dial/dial-pad.tsx')).DialPad }),
  helpDialog: async () => ({ default: (await import('../features/keys/help-dialog.tsx')).HelpDialog }),
  signIn: async () => ({ default: (await import('../features/settings/sign-in.tsx')).SignIn }),
  ticketsPage: async () => ({ default: (await import('../features/ticket/tickets-page.tsx')).TicketsPage }),
  callsPage: async () => ({ default: (await import('../features/calls/calls-page.tsx')).CallsPage }),
  practicePage: async () => ({ default: (await import('../features/practice/practice-page.tsx')).PracticePage }),
  settingsPage: async () => ({ default: (await import('../features/settings/settings-page.tsx')).SettingsPage }),
  devicesPanel: async () => ({ default: (await import('../features/devices/devices-panel.tsx')).DevicesPanel }),
  keysPanel: async () => ({ default: (await import('../features/keys/keys-panel.tsx')).KeysPanel }),
};

export const TicketPanel = lazy(parts.ticketPanel);
export const TransferPicker = lazy(parts.transferPicker);
export const FindDialog = lazy(parts.findDialog);
export const DialPad = lazy(parts.dialPad);
export const HelpDialog = lazy(parts.helpDialog);
export const SignIn = lazy(parts.signIn);
export const TicketsPage = lazy(parts.ticketsPage);
export const CallsPage = lazy(parts.callsPage);
export const PracticePage = lazy(parts.practicePage);
export const SettingsPage = lazy(parts.settingsPage);
export const DevicesPanel = lazy(parts.devicesPanel);
export const KeysPanel = lazy(parts.keysPanel);

type PartName = keyof typeof parts;
const isPart = (name: string): name is PartName => Object.hasOwn(parts, name);
const all = Object.keys(parts).filter(isPart);

/** Fetches parts, by default every one, what a call needs first; one after the other, so that a ring in between is not kept waiting. */
export async function prefetchParts(names: readonly PartName[] = all): Promise<void> {
  for (const name of names) {
    try {
      await parts[name]();
    } catch (error) {
      console.error('a part of the screen could not be fetched ahead', name, error);
    }
  }
}
