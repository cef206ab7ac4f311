import type { SeatState } from '#shared/bridge/state.ts';
import { liveCall } from './call-bar-view.ts';
import type { MessageBox } from './electron-api.ts';
import { wordsIn } from './words.ts';

export type ClosingAnswer = 'stay' | 'hide' | 'quit';

/** What to ask before closing, or null when no call is live and nothing needs asking. */
export function closingQuestion(state: SeatState): MessageBox | null {
  if (liveCall(state) === null) return null;
  const words = wordsIn(state.settings.language);
  return {
    type: 'question',
    title: words.appName,
    message: words.closeQuestion,
    detail: words.closeDetail,
    buttons: [words.closeKeep, words.closeHide, words.closeQuit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

/** Of the pressed button; anything unknown stays, because staying loses nothing. */
export function closingAnswer(response: number): ClosingAnswer {
  return response === 2 ? 'quit' : response === 1 ? 'hide' : 'stay';
}
