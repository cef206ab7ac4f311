import type { BodyAndContentType, Session, SessionDescriptionHandler } from 'sip.js';
import { createVoiceLine, type VoiceLine } from '../media/voice-line.ts';

const SDP = 'application/sdp';

/** Gives each SIP.js session a voice line of its own; `lineOf` finds it again as long as the session lives. */
export function createLines(): {
  readonly factory: (session: Session) => SessionDescriptionHandler;
  readonly lineOf: (session: Session) => VoiceLine | undefined;
} {
  const lines = new WeakMap<Session, VoiceLine>();
  return {
    factory: (session) => {
      const line = createVoiceLine();
      lines.set(session, line);
      return {
        close: line.close,
        getDescription: async (): Promise<BodyAndContentType> => ({ contentType: SDP, body: await line.describe() }),
        hasDescription: (contentType) => contentType === SDP,
        setDescription: (sdp) => line.accept(sdp),
        rollbackDescription: line.rollback,
        sendDtmf: () => false,
      };
    },
    lineOf: (session) => lines.get(session),
  };
}
