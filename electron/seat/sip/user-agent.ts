import {
  type Invitation,
  type Notification,
  type Session,
  type SessionDescriptionHandler,
  SIPExtension,
  UserAgent,
} from 'sip.js';
import type { SipAccount } from '#shared/sync/wire.ts';
import { addressOf } from './targets.ts';
import { WsTransport, type WsTransportOptions } from './ws-transport.ts';

export type UserAgentHooks = {
  readonly onConnect: () => void;
  readonly onDisconnect: () => void;
  readonly onInvite: (invitation: Invitation) => void;
  readonly descriptionHandlerOf: (session: Session) => SessionDescriptionHandler;
  /** A message was dropped by the parser. Its content is not passed on: it may hold anything. */
  readonly onDropped: (where: string) => void;
};

/**
 * SIP.js, set up for a desk. No console, no tracing (it would write numbers into logs), our transport and our media, 180 sent by us in the
 * turn of the INVITE, and its own "no answer" far beyond ours (trap 10). Null when the account is no SIP address.
 */
export function createUserAgent(account: SipAccount, transport: WsTransportOptions, hooks: UserAgentHooks): UserAgent | null {
  const uri = addressOf(account);
  if (uri === null) return null;
  return new UserAgent({
    uri,
    authorizationUsername: account.user,
    authorizationPassword: account.password,
    transportConstructor: WsTransport,
    transportOptions: transport,
    sessionDescriptionHandlerFactory: hooks.descriptionHandlerOf,
    sendInitialProvisionalResponse: false,
    noAnswerTimeout: 3_600,
    gracefulShutdown: false,
    sipExtensionReplaces: SIPExtension.Unsupported,
    sipExtension100rel: SIPExtension.Unsupported,
    userAgentString: 'Ninhao',
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: 'warn',
    logConnector: (level, category, _label, content) => {
      if (level !== 'warn' && level !== 'error') return;
      if (category === 'sip.Parser' || (category === 'sip.UserAgent' && /dropping/i.test(content))) hooks.onDropped(category);
    },
    delegate: {
      onConnect: hooks.onConnect,
      onDisconnect: hooks.onDisconnect,
      onInvite: hooks.onInvite,
      // Waiting messages arrive outside a dialog and unasked (RFC 3842); refused, the PBX repeats them (trap 8).
      onNotify: (notification: Notification) => void notification.accept(),
      onMessage: (message) => void message.accept(),
    },
  });
}
