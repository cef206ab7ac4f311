import { useEffect } from 'react';
import { useSeat } from '../stores/seat-context.ts';

/** The frame that holds the audio in the web shell; the desktop has a window of its own for it. */
export const mediaFrameId = 'nh-media-frame';

/** A gesture here counts for the frame too, but its page must be told to try again: it may never be clicked itself. */
export function forwardGesture(): void {
  const frame = document.getElementById(mediaFrameId);
  if (frame instanceof HTMLIFrameElement) frame.contentWindow?.postMessage('ninhao:gesture', window.location.origin);
}

/** While the browser blocks sound, any click or key anywhere on the screen wakes it. */
export function useForwardedGestures(): void {
  const blocked = useSeat((state) => state.media.soundBlocked);
  useEffect(() => {
    if (!blocked) return;
    window.addEventListener('pointerdown', forwardGesture);
    window.addEventListener('keydown', forwardGesture);
    return () => {
      window.removeEventListener('pointerdown', forwardGesture);
      window.removeEventListener('keydown', forwardGesture);
    };
  }, [blocked]);
}
