import type { SeatEvent } from '#electron/seat/bridge/screen-host.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { discreetPartyOf } from './call-bar-view.ts';
import type { ElectronApi, ShellNotification } from './electron-api.ts';
import { wordsIn } from './words.ts';

export type Notifier = {
  readonly follow: (state: SeatState, mainIsFocused: boolean) => void;
  readonly hear: (event: SeatEvent, state: SeatState, mainIsFocused: boolean) => void;
};

/** Rings and missed calls that the agent would not see: told by the system, silently (the ring has its own device). */
export function createNotifier(electron: ElectronApi, showMain: () => void): Notifier {
  const ringing = new Map<string, ShellNotification>();

  function show(title: string, body: string): ShellNotification {
    const notification = new electron.Notification({ title, body, silent: true });
    notification.on('click', showMain);
    notification.show();
    return notification;
  }

  return {
    follow: (state, mainIsFocused) => {
      const now = state.calls.calls.filter((call) => call.phase === 'ringing');
      for (const [id, notification] of ringing) {
        if (now.some((call) => call.id === id)) continue;
        notification.close();
        ringing.delete(id);
      }
      if (mainIsFocused || !electron.Notification.isSupported()) return;
      for (const call of now) {
        if (ringing.has(call.id)) continue;
        const words = wordsIn(state.settings.language);
        const title = call.practice ? `${words.incomingTitle} · ${words.practice}` : words.incomingTitle;
        ringing.set(call.id, show(title, discreetPartyOf(state, call)));
      }
    },
    hear: (event, state, mainIsFocused) => {
      const isMissed = event.name === 'tell' && event.payload.code === 'missed-call';
      if (!isMissed || mainIsFocused || !electron.Notification.isSupported()) return;
      const words = wordsIn(state.settings.language);
      show(words.missedTitle, words.missedBody);
    },
  };
}
