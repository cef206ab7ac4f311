import type { ReactNode } from 'react';

/** Line icons of the call bar, drawn on 24×24 in the text's colour. */
function icon(shape: ReactNode) {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
      {shape}
    </svg>
  );
}

const handset = 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2';

export const icons = {
  answer: icon(<path d={handset} />),
  hold: icon(<path d="M9 5v14M15 5v14" />),
  resume: icon(<path d="M8 5l11 7-11 7z" />),
  mute: icon(
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5 11a7 7 0 0 0 14 0M12 18v3" />
    </>,
  ),
  muted: icon(
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5 11a7 7 0 0 0 14 0M12 18v3M4 3l16 18" />
    </>,
  ),
  keypad: icon(<path strokeWidth="3" d="M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01" />),
  transfer: icon(<path d="M4 12h14M13 6l6 6-6 6" />),
  conference: icon(
    <>
      <circle cx="8" cy="9" r="3" />
      <circle cx="17" cy="10" r="2.5" />
      <path d="M2 20a6 6 0 0 1 12 0M14.5 15.5a5 5 0 0 1 7.500 4" />
    </>,
  ),
  dial: icon(
    <>
      <path d={handset} />
      <path d="M15 4h5v5M20 4l-6 6" />
    </>,
  ),
  end: icon(<path d="M3 14c5-5 13-5 18 0l-2.500 3-4-1.500v-3a12 12 0 0 0-5 0v3L5.500 17z" />),
  swap: icon(<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4" />),
};
