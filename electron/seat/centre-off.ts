import { refuse } from '#shared/result.ts';
import type { CreateCentre } from './centre-port.ts';

/** A seat that stands alone: nobody to sign in at, tickets wait here. */
export const createNoCentre: CreateCentre = (listener) => ({
  connect: () => listener.onSignedIn(null, null),
  signIn: async () => refuse('centre-unreachable', 'no centre is set'),
  signOut: async () => undefined,
  poke: () => undefined,
  close: async () => undefined,
});
