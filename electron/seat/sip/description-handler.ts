import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import type { MediaRefusal } from '#shared/bridge/media.ts';
import { answerDirection, type Direction, offerDirection, readDirection } from '#shared/call/hold.ts';
import type { Result } from '#shared/result.ts';
import type { Log } from '../ports.ts';
import type { LegMedia } from './leg-media.ts';

const SDP = 'application/sdp';

/** The media page refused; SIP.js only knows that something rejected, we remember why. */
export class MediaError extends Error {
  readonly code: MediaRefusal;
  constructor(code: MediaRefusal, cause?: unknown) {
    super(`media: ${code}`, { cause });
    this.code = code;
  }
}

export type Negotiation = {
  /** Are we holding this call, or about to? */
  readonly heldHere: () => boolean;
  /** True once per ICE restart that is due. */
  readonly takeIceRestart: () => boolean;
  /** The far side's description; `asked`: the direction of our offer that it answers, null when it is an offer. */
  readonly onFarDirection: (sdp: string, asked: Direction | null) => void;
  readonly onRefused: (code: MediaRefusal) => void;
};

export type DescriptionHandler = SessionDescriptionHandler & {
  /** Makes the answer to this offer while the phone rings, so that answering only has to send it. */
  readonly prepare: (offer: string) => void;
};

type Prepared = { readonly offer: string; readonly answer: Promise<{ sdp: string }> };

/** What SIP.js asks of a media implementation, spoken to the media page. One per session; one connection of the page. */
export function createDescriptionHandler(media: LegMedia, negotiation: Negotiation, log: Log): DescriptionHandler {
  let remoteOffer: Direction | null = null;
  let prepared: Prepared | null = null;
  /** Our own offer: none, being made (SIP.js has not sent it yet), or sent and waiting for its answer. */
  let ours: { readonly made: Promise<unknown>; readonly asked: Direction; sent: boolean; overtaken: boolean } | null = null;

  const must = <T>(result: Result<T, MediaRefusal>): T => {
    if (result.ok) return result.value;
    negotiation.onRefused(result.error.code);
    throw new MediaError(result.error.code);
  };
  /** A page that has gone is replaced together with its leg: ending the call for it would lose the customer. */
  const mustUnlessGone = (result: Result<unknown, MediaRefusal>): void => {
    if (!result.ok && media.isStale()) log.warn('media.gone', { pcId: media.pcId, code: result.error.code });
    else must(result);
  };
  const answerFor = (offered: Direction) => media.answer(answerDirection(offered, negotiation.heldHere()));

  async function giveWay(): Promise<void> {
    if (ours === null) return;
    // The far side's offer arrived while ours was being made: theirs counts, ours is never sent. RFC 3261 §14.2.
    const overtaken = ours;
    overtaken.overtaken = true;
    ours = null;
    await overtaken.made;
    mustUnlessGone(await media.rollback());
  }

  return {
    prepare: (offer) => {
      const answer = (async () => {
        must(await media.apply('offer', offer));
        return must(await answerFor(readDirection(offer).direction));
      })();
      prepared = { offer, answer };
      // Heard again when the agent answers; until then nobody waits for it.
      answer.catch((error: unknown) =>
        log.warn('media.prepare', { code: error instanceof MediaError ? error.code : 'internal' }),
      );
    },
    close: () => media.close(),
    hasDescription: (contentType) => contentType.toLowerCase().split(';')[0]?.trim() === SDP,

    async setDescription(sdp) {
      if (ours?.sent === true) {
        const { asked } = ours;
        ours = null;
        mustUnlessGone(await media.apply('answer', sdp));
        negotiation.onFarDirection(sdp, asked);
        return;
      }
      await giveWay();
      remoteOffer = readDirection(sdp).direction;
      negotiation.onFarDirection(sdp, null);
      if (prepared?.offer === sdp) {
        const ready = await prepared.answer.then(
          () => true,
          () => false,
        );
        if (ready) return;
      }
      prepared = null;
      must(await media.apply('offer', sdp));
    },

    async getDescription(): Promise<BodyAndContentType> {
      if (remoteOffer !== null) {
        const offered = remoteOffer;
        const ready = prepared;
        remoteOffer = null;
        prepared = null;
        const { sdp } = ready === null ? must(await answerFor(offered)) : await ready.answer;
        return { body: sdp, contentType: SDP };
      }
      const asked = offerDirection(negotiation.heldHere());
      const made = media.offer(asked, negotiation.takeIceRestart());
      const offer = { made, asked, sent: false, overtaken: false };
      ours = offer;
      const result = await made;
      if (offer.overtaken) throw new MediaError('wrong-state');
      if (!result.ok) ours = null;
      const { sdp } = must(result);
      offer.sent = true;
      return { body: sdp, contentType: SDP };
    },

    async rollbackDescription() {
      ours = null;
      remoteOffer = null;
      mustUnlessGone(await media.rollback());
    },

    sendDtmf: () => false,
  };
}
