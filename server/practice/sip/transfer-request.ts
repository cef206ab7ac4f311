import type { Referral, Session } from 'sip.js';
import { parseReplaces, type Replaces } from './replaces.ts';

/** The seat wants the customer somewhere else (REFER, RFC 3515). */
export type TransferRequest = {
  /** The number, unescaped. */
  readonly to: string;
  /** Attended: the consult call that is to be taken over (RFC 3891). */
  readonly replaces: Replaces | null;
  /** One step of the outcome, told by NOTIFY with a sipfrag; a final status ends the subscription. */
  readonly report: (status: number, reason: string) => void;
};

/** Accepts with 202, or answers 400 and gives null when the Refer-To cannot be read. */
export function readTransfer(session: Session, referral: Referral): TransferRequest | null {
  const target = readTarget(referral.request.getHeader('refer-to') ?? '');
  if (!target) {
    void referral.reject({ statusCode: 400 });
    return null;
  }
  void referral.accept();
  return { ...target, report: (status, reason) => notify(session, status, reason) };
}

function readTarget(referTo: string): { readonly to: string; readonly replaces: Replaces | null } | null {
  const uri = /<\s*([^>]+)>/.exec(referTo)?.[1] ?? referTo.trim();
  const match = /^sips?:([^@;?>]+)@[^?]*(?:\?(.*))?$/i.exec(uri);
  if (!match?.[1]) return null;
  try {
    const header = /(?:^|&)Replaces=([^&]+)/i.exec(match[2] ?? '')?.[1];
    const replaces = header === undefined ? null : parseReplaces(decodeURIComponent(header));
    if (header !== undefined && !replaces) return null;
    return { to: decodeURIComponent(match[1]), replaces };
  } catch {
    // A percent sign that escapes nothing.
    return null;
  }
}

function notify(session: Session, status: number, reason: string): void {
  const isFinal = status >= 200;
  try {
    session.dialog?.notify(undefined, {
      extraHeaders: ['Event: refer', `Subscription-State: ${isFinal ? 'terminated;reason=noresource' : 'active;expires=60'}`],
      body: { contentDisposition: 'render', contentType: 'message/sipfrag;version=2.0', content: `SIP/2.0 ${status} ${reason}` },
    });
  } catch (error) {
    // The seat ended the dialog before the outcome: there is nobody left to tell.
    if (session.dialog) throw error;
  }
}
