import type { LineTrouble } from '#shared/call/line.ts';

/** Codes of OpenSSL and Node for a certificate that nobody we trust has vouched for, or that is not the server's. */
const certificate =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED/;
const noSuchName = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL']);
const noRoute = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ESOCKETTIMEDOUT']);

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** Why a WebSocket could not be opened. A name with several addresses fails with all their errors: the first that is known counts. */
export function troubleOfSocket(error: unknown): LineTrouble {
  const parts = error instanceof AggregateError ? [error, ...error.errors] : [error];
  for (const part of parts) {
    const code = codeOf(part);
    if (code === 'ECONNREFUSED') return 'connection-refused';
    if (noSuchName.has(code)) return 'name-not-found';
    if (certificate.test(code)) return 'certificate-not-trusted';
    if (noRoute.has(code)) return 'timed-out';
  }
  const message = messageOf(error);
  if (/handshake has timed out/i.test(message)) return 'timed-out';
  // Something answered, but not a WebSocket that speaks SIP: an HTTP status, no subprotocol, plain TCP behind wss, TLS behind ws.
  if (
    /unexpected server response|subprotocol|sec-websocket|upgrade|wrong version number|invalid url|packet length/i.test(message)
  ) {
    return 'not-a-sip-server';
  }
  if (/^(HPE_|ERR_SSL_|EPROTO|WS_ERR_)/.test(codeOf(error))) return 'not-a-sip-server';
  return 'dropped';
}

/** What a registrar's refusal means, and whether asking again by ourselves makes sense. RFC 3261 §10.3. */
export function troubleOfStatus(status: number): { readonly trouble: LineTrouble; readonly final: boolean } {
  switch (status) {
    case 401:
    case 407:
      return { trouble: 'wrong-password', final: true };
    case 403:
      return { trouble: 'forbidden', final: true };
    case 404:
    case 410:
    case 604:
      return { trouble: 'unknown-account', final: true };
    case 405:
    case 501:
      return { trouble: 'not-a-sip-server', final: true };
    case 408:
      return { trouble: 'timed-out', final: false };
    default:
      return { trouble: 'server-error', final: false };
  }
}
