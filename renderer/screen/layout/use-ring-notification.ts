import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ringingCall } from '../stores/call-focus.ts';
import { useSeat } from '../stores/seat-context.ts';
import { useRingingWho } from './use-ringing-who.ts';

/**
 * While the tab is hidden a ring raises a notification of the system; a click brings the seat to the front, where answer is one key.
 * (Buttons inside a notification need a service worker; the click works everywhere.) Leave is asked at the agent's first click,
 * because browsers ignore the question before one. The desktop has its own notifications.
 */
export function useRingNotification(): void {
  const { t } = useTranslation('layout');
  const web = useSeat((state) => state.shell === 'web');
  const callId = useSeat((state) => ringingCall(state.calls)?.id ?? null);
  const who = useRingingWho();

  useEffect(() => {
    if (!web || !('Notification' in window) || Notification.permission !== 'default') return;
    const ask = (): void => void Notification.requestPermission();
    window.addEventListener('pointerup', ask, { once: true });
    return () => window.removeEventListener('pointerup', ask);
  }, [web]);

  useEffect(() => {
    if (!web || callId === null || who === null || !document.hidden) return;
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    const notification = new Notification(t('notification.title', { who }), {
      body: t('notification.body'),
      tag: callId,
      requireInteraction: true,
    });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  }, [web, callId, who, t]);
}
