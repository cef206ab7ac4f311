import { Complaint } from './prepare.mjs';

/**
 * @typedef {object} StartOptions
 * @property {string | null} pbx
 * @property {string | null} agent
 * @property {string | null} centre
 * @property {string | null} data
 * @property {number | null} port
 * @property {'auto' | 'browser' | 'none'} open
 * @property {boolean} help
 */

export const usage = `npm start [-- OPTIONS]

  Without options: the seat with its own centre, sample water company and practice line, signed in as sample agent 1001.

  --pbx URL       register at a real PBX instead of the practice line (ws:// or wss://)
  --agent NUMBER  agent number to sign in or register as (default 1001)
  --centre URL    use a centre that runs elsewhere instead of the embedded one (http:// or https://)
  --data FOLDER   where this seat keeps its files
  --port NUMBER   wanted port of the seat's page on loopback (another one is taken when it is in use)
  --open WHAT     auto (desktop shell, else browser window), browser, none (only print the address)
  --help          this text

  Passwords are never options: the seat asks for them, or reads NINHAO_SIP_PASSWORD and NINHAO_AGENT_PASSWORD.
`;

/**
 * @param {readonly string[]} words
 * @returns {StartOptions}
 */
export function readOptions(words) {
  /** @type {StartOptions} */
  const options = { pbx: null, agent: null, centre: null, data: null, port: null, open: 'auto', help: false };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') options.help = true;
    else if (word === '--pbx') options.pbx = address(word, rest.shift(), ['ws:', 'wss:']);
    else if (word === '--centre') options.centre = address(word, rest.shift(), ['http:', 'https:']);
    else if (word === '--agent')
      options.agent = matching(word, rest.shift(), /^[0-9A-Za-z_.-]{1,16}$/, 'an agent number such as 1001');
    else if (word === '--data') options.data = matching(word, rest.shift(), /^[^-].*$/, 'a folder');
    else if (word === '--port') options.port = Number(matching(word, rest.shift(), /^[1-9][0-9]{0,4}$/, 'a port number'));
    else if (word === '--open') options.open = choice(word, rest.shift());
    else throw new Complaint(`${word} is not an option of npm start. See npm start -- --help`);
  }
  return options;
}

/**
 * @param {string} option
 * @param {string | undefined} value
 * @param {readonly string[]} schemes
 */
function address(option, value, schemes) {
  const url = value && URL.canParse(value) ? new URL(value) : null;
  if (!url || !schemes.includes(url.protocol))
    throw new Complaint(`${option} wants an address that begins with ${schemes.map((s) => `${s}//`).join(' or ')}`);
  if (url.password) throw new Complaint(`${option} must not carry a password: set it in the seat or in the environment.`);
  return url.href;
}

/**
 * @param {string} option
 * @param {string | undefined} value
 * @param {RegExp} pattern
 * @param {string} what
 */
function matching(option, value, pattern, what) {
  if (value === undefined || !pattern.test(value)) throw new Complaint(`${option} wants ${what}`);
  return value;
}

/**
 * @param {string} option
 * @param {string | undefined} value
 * @returns {StartOptions['open']}
 */
function choice(option, value) {
  if (value === 'auto' || value === 'browser' || value === 'none') return value;
  throw new Complaint(`${option} wants auto, browser or none`);
}
