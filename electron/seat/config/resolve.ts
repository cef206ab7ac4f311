import type { SipAccount } from '#shared/sync/wire.ts';
import type { ConnectionFile } from './connection.ts';
import type { SeatEnvironment } from './environment.ts';

/** Where this seat belongs, after file and environment were weighed. */
export type Connection = {
  readonly pbxUrl: string;
  readonly sipUser: string;
  readonly sipDomain: string;
  readonly pbxCaFile: string;
  readonly centreUrl: string;
  readonly agentNumber: string;
  /** Signs in by itself: the sample agent of a sample centre. Never stored. */
  readonly samplePassword: string | null;
  readonly brand: string;
  readonly outgoingNumbers: readonly string[];
  readonly iceServers: ConnectionFile['iceServers'];
};

type Given = Pick<
  SeatEnvironment,
  | 'NINHAO_CENTRE_URL'
  | 'NINHAO_AGENT'
  | 'NINHAO_AGENT_PASSWORD'
  | 'NINHAO_PBX_URL'
  | 'NINHAO_SIP_USER'
  | 'NINHAO_SIP_DOMAIN'
  | 'NINHAO_PBX_CA'
>;

/**
 * A PBX named by the environment wins: somebody typed it for this start. A centre of the file wins over the environment's,
 * because the launcher always names its sample centre, and what the agent set on the settings page must outlive a restart.
 */
export function resolveConnection(file: ConnectionFile, given: Given): Connection {
  const ownCentre = file.centreUrl !== '' && file.centreUrl !== given.NINHAO_CENTRE_URL;
  const pbxGiven = given.NINHAO_PBX_URL !== '';
  return {
    pbxUrl: pbxGiven ? given.NINHAO_PBX_URL : file.pbxUrl,
    sipUser: given.NINHAO_SIP_USER || file.sipUser,
    sipDomain: given.NINHAO_SIP_DOMAIN || file.sipDomain,
    pbxCaFile: given.NINHAO_PBX_CA || file.pbxCaFile,
    centreUrl: ownCentre ? file.centreUrl : given.NINHAO_CENTRE_URL,
    agentNumber: ownCentre ? file.agentNumber : given.NINHAO_AGENT || file.agentNumber,
    samplePassword: ownCentre || given.NINHAO_AGENT_PASSWORD === '' ? null : given.NINHAO_AGENT_PASSWORD,
    brand: file.brand,
    outgoingNumbers: file.outgoingNumbers,
    iceServers: file.iceServers,
  };
}

/** The account of a PBX named here, or null: then the centre provisions one. A missing domain is the host of the address. */
export function ownSipAccount(connection: Connection, password: string | null): SipAccount | null {
  if (connection.pbxUrl === '') return null;
  const host = new URL(connection.pbxUrl).hostname;
  return {
    wsUrl: connection.pbxUrl,
    domain: connection.sipDomain || host,
    user: connection.sipUser || connection.agentNumber,
    password: password ?? '',
    practice: false,
    label: host,
    iceServers: [...connection.iceServers],
  };
}
