import type { Config } from './config.ts';

/** Why the centre could not start, with what to do about it where that is known. Holds no secret of the configuration. */
export function explainTrouble(error: unknown, config: Config | null): string {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const isOurs = error instanceof Error && 'syscall' in error && error.syscall === 'listen' && config !== null;
  if (isOurs && code === 'EADDRINUSE') {
    const { NINHAO_CENTRE_HOST: host, NINHAO_CENTRE_PORT: port } = config;
    return `port ${port} on ${host} is taken: end the program that has it, or set NINHAO_CENTRE_PORT to another port (0 takes a free one)`;
  }
  if (isOurs && code === 'EACCES') {
    return `port ${config.NINHAO_CENTRE_PORT} may not be opened by this user: set NINHAO_CENTRE_PORT to one above 1023`;
  }
  if (isOurs && code === 'EADDRNOTAVAIL') {
    return `${config.NINHAO_CENTRE_HOST} is no address of this machine: set NINHAO_CENTRE_HOST to one that is`;
  }
  return withoutSecrets(reason, config);
}

/** Errors of a database driver may quote what they were given. */
function withoutSecrets(text: string, config: Config | null): string {
  if (config === null) return text;
  const secrets = [config.DATABASE_URL, passwordOf(config.DATABASE_URL), config.NINHAO_TOKEN_SECRET];
  const known = secrets.flatMap((secret) => (secret ? [secret, decoded(secret)] : []));
  return known.reduce((safe, secret) => safe.replaceAll(secret, '…'), text);
}

function passwordOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /^[^:]+:\/\/[^:/@]*:(.+)@/.exec(url)?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded at all
  }
}
