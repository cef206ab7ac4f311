import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatEvent } from '../bridge/port.ts';
import { useSeatContext, useSeatEvent } from '../stores/seat-context.ts';
import { useScreenActions } from '../stores/use-screen.ts';
import { isOnScreenAlready } from './on-screen-already.ts';
import { RingAnnouncer } from './ring-announcer.tsx';
import { useLeaveQuestion } from './use-leave-question.ts';
import { useRingNotification } from './use-ring-notification.ts';
import { useTabTitle } from './use-tab-title.ts';

/** What the screen says beside its own picture: once-told events, the tab's title, the system's notification, the question at leaving. */
export function Alerts() {
  const { message } = App.useApp();
  const { t } = useTranslation('tell');
  const { screen } = useSeatContext();
  const { openDial } = useScreenActions();
  const hear = useCallback(
    (event: SeatEvent) => {
      if (event.name === 'ask-dial') openDial(event.payload.number);
      if (event.name !== 'tell' || isOnScreenAlready(event.payload, screen.getState())) return;
      const { level, code, params } = event.payload;
      void message.open({ type: level, content: t(code, params), key: `tell-${code}`, duration: level === 'error' ? 8 : 4 });
    },
    [message, t, openDial, screen],
  );
  useSeatEvent(hear);
  useTabTitle();
  useRingNotification();
  useLeaveQuestion();
  return <RingAnnouncer />;
}
