import type { WebSocket } from 'ws';
import type { CallReport } from './report.ts';
import { createSeatLine, type SeatLine, type SeatLineOptions } from './seat-line.ts';
import { type Registration, senderOf } from './sip/registration.ts';

/** A seat whose link was cut finds its calls again within this time, ms; then they end. */
const KEPT_WITHOUT_SOCKET_MS = 35_000;

export type Exchange = {
  readonly accept: (socket: WebSocket) => void;
  readonly reports: () => CallReport[];
  readonly close: () => void;
};

type Place = { readonly line: SeatLine; readonly user: string; contactUri: string; cancelEnd: (() => void) | null };
type Binding = { readonly contactUri: string; readonly untilMs: number };

/** The practice line as seats see it: a registrar with one contact an account, and a line for each seat. */
export function createExchange(options: Omit<SeatLineOptions, 'register'>): Exchange {
  const places = new Set<Place>();
  const bindings = new Map<string, Binding>();
  const { nowMs, after, log } = options;

  const register = (registration: Registration): { contactUri: string; expiresSeconds: number } | null => {
    const { user } = registration;
    if (registration.kind === 'remove') bindings.delete(user);
    if (registration.kind === 'bind') {
      bindings.set(user, { contactUri: registration.contactUri, untilMs: nowMs() + registration.expiresSeconds * 1000 });
    }
    const binding = bindings.get(user);
    const expiresSeconds = binding ? Math.round((binding.untilMs - nowMs()) / 1000) : 0;
    return binding && expiresSeconds > 0 ? { contactUri: binding.contactUri, expiresSeconds } : null;
  };

  /** The place of a seat that comes back: the same program (same contact), or one whose link is down. */
  const placeFor = (text: string): Place => {
    const sender = senderOf(text);
    const user = sender?.user ?? '';
    const contactUri = sender?.contactUri ?? '';
    const known = [...places].find(
      (place) => place.user === user && (!place.line.isConnected() || (contactUri !== '' && place.contactUri === contactUri)),
    );
    if (known) {
      known.cancelEnd?.();
      known.cancelEnd = null;
      known.contactUri = contactUri;
      return known;
    }
    const place: Place = { line: createSeatLine({ ...options, register }), user, contactUri, cancelEnd: null };
    places.add(place);
    log('seat', { seats: places.size });
    return place;
  };

  const end = (place: Place): void => {
    places.delete(place);
    place.line.close();
    log('seat-gone', { seats: places.size });
  };

  return {
    accept: (socket) => {
      let place: Place | null = null;
      socket.on('message', (data, isBinary) => {
        const text = isBinary ? '' : String(data);
        // RFC 5626 §4.4.1: two line ends ask for one.
        if (text.trim() === '') {
          if (text === '\r\n\r\n') socket.send('\r\n');
          return;
        }
        if (!place) {
          place = placeFor(text);
          place.line.attach(socket);
        }
        place.line.receive(text);
      });
      socket.on('error', (error) => log('socket-error', { error: error.name }));
      socket.on('close', () => {
        const left = place;
        if (left && places.has(left) && !left.line.isConnected()) {
          left.cancelEnd?.();
          left.cancelEnd = after(KEPT_WITHOUT_SOCKET_MS, () => end(left));
        }
      });
    },
    reports: () => [...places].flatMap(({ line }) => line.reports()),
    close: () => {
      for (const place of places) {
        place.cancelEnd?.();
        end(place);
      }
    },
  };
}
