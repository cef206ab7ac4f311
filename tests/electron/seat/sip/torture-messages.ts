/**
 * One message for each kind of RFC 4475, in our own words: what is odd about each is the RFC's, the texts are not. Numbered by section,
 * so that a gap shows.
 */
export type TortureMessage = { readonly section: string; readonly what: string; readonly text: string };

const sdp =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 40000 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 127.0.0.1\r\na=sendrecv\r\n';

type Parts = {
  readonly first?: string;
  /** Headers by name; null leaves one out, a list writes it several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string;
};

function write(key: string, method: string, { first, headers = {}, body = '' }: Parts): string {
  const all: Record<string, string | readonly string[] | null> = {
    Via: `SIP/2.0/WS far.invalid;branch=z9hG4bK-t-${key}`,
    'Max-Forwards': '70',
    From: `"Far" <sip:far@pbx.test>;tag=t-${key}`,
    To: '<sip:1001@pbx.test>',
    'Call-ID': `torture-${key}@pbx.test`,
    CSeq: `1 ${method}`,
    Contact: '<sip:far@pbx.test;transport=ws>',
    ...(body === '' ? {} : { 'Content-Type': 'application/sdp' }),
    'Content-Length': String(new TextEncoder().encode(body).length),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`),
  );
  return [first ?? `${method} sip:1001@pbx.test SIP/2.0`, ...lines, '', body].join('\r\n');
}

const kinds: readonly (readonly [section: string, what: string, method: string, parts: Parts])[] = [
  [
    '3.1.1.1',
    'a tortuous INVITE: folded lines, short names, odd blanks',
    'INVITE',
    {
      headers: {
        To: null,
        From: null,
        t: '"A \\" quoted\\\\ name"   <sip:1001@pbx.test>',
        f: '"Far"\r\n   <sip:far@pbx.test>;\r\n  tag = short',
        Via: 'SIP  / 2.0\r\n / WS   far.invalid;;,;;branch=z9hG4bK-t-1',
        NewFangled: 'newfangled value\r\n continued',
        CSeq: '0009\r\n  INVITE',
      },
      body: sdp,
    },
  ],
  [
    '3.1.1.2',
    'a wide range of valid characters',
    "!interesting-Method0123456789_*+`.%indeed'~",
    {
      first:
        "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@pbx.test SIP/2.0",
    },
  ],
  [
    '3.1.1.3',
    'percent signs that escape',
    'INVITE',
    {
      first: 'INVITE sip:sips%3A1001%40pbx.test@pbx.test SIP/2.0',
      headers: { From: '<sip:I%20have%20spaces@pbx.test>;tag=e1' },
      body: sdp,
    },
  ],
  [
    '3.1.1.4',
    'escaped nulls in addresses',
    'REGISTER',
    { headers: { To: 'sip:null-%00-null@pbx.test', Contact: ['<sip:%00@pbx.test>', '<sip:%00%00@pbx.test>'] } },
  ],
  ['3.1.1.5', 'percent signs that escape nothing', 'RE%47IST%45R', { headers: { To: '"%Z%45" <sip:1001@pbx.test>' } }],
  ['3.1.1.6', 'no blank between a name and its bracket', 'OPTIONS', { headers: { From: 'caller<sip:far@pbx.test>;tag=n1' } }],
  [
    '3.1.1.7',
    'very long values',
    'INVITE',
    {
      headers: {
        From: `"${'long '.repeat(60)}" <sip:${'longuser'.repeat(30)}@pbx.test;${'unknown'.repeat(30)}=${'value'.repeat(40)}>;tag=l1`,
        Via: Array.from({ length: 34 }, (_, at) => `SIP/2.0/WS far${at}.invalid;branch=z9hG4bK-t-long${at}`),
      },
      body: sdp,
    },
  ],
  [
    '3.1.1.8',
    'more bytes than the length says',
    'OPTIONS',
    { headers: { 'Content-Length': '0' }, body: 'INVITE sip:1001@pbx.test SIP/2.0\r\nVia: SIP/2.0/WS x\r\n\r\n' },
  ],
  ['3.1.1.9', 'semicolons in the user part', 'OPTIONS', { first: 'OPTIONS sip:user;par=u%40example.net@pbx.test SIP/2.0' }],
  [
    '3.1.1.10',
    'unknown transports in Via',
    'OPTIONS',
    {
      headers: {
        Via: [
          'SIP/2.0/WS far.invalid;branch=z9hG4bK-t-tr',
          'SIP/2.0/UNKNOWN a.invalid;branch=z9hG4bK-u',
          'SIP/2.0/SCTP b.invalid;branch=z9hG4bK-s',
        ],
      },
    },
  ],
  [
    '3.1.1.11',
    'a body of several parts',
    'MESSAGE',
    {
      headers: { 'Content-Type': 'multipart/mixed;boundary=edge' },
      body: '--edge\r\nContent-Type: text/plain\r\n\r\nHello\r\n--edge\r\nContent-Type: application/octet-stream\r\n\r\n\u0000\u0001\r\n--edge--',
    },
  ],
  ['3.1.1.12', 'an unusual reason phrase', 'INVITE', { first: 'SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое' }],
  ['3.1.1.13', 'an empty reason phrase', 'INVITE', { first: 'SIP/2.0 100 ' }],
  [
    '3.1.2.1',
    'separators with nothing between them',
    'INVITE',
    { headers: { Contact: '"Joe" <sip:joe@pbx.test>;;;;,,<sip:x@y>', Via: 'SIP/2.0/WS far.invalid;;,;,,' }, body: sdp },
  ],
  ['3.1.2.2', 'a length longer than the message', 'INVITE', { headers: { 'Content-Length': '9999' }, body: sdp }],
  ['3.1.2.3', 'a negative length', 'INVITE', { headers: { 'Content-Length': '-999' }, body: sdp }],
  [
    '3.1.2.4',
    'numbers too large in a request',
    'REGISTER',
    {
      headers: {
        CSeq: '36893488147419103232 REGISTER',
        'Max-Forwards': '300',
        Expires: '100000000000000000000000000000000',
        Contact: '<sip:far@pbx.test>;expires=280297596632815',
      },
    },
  ],
  [
    '3.1.2.5',
    'numbers too large in a response',
    'REGISTER',
    {
      first: 'SIP/2.0 503 Service Unavailable',
      headers: {
        CSeq: '9292394834772304023312 OPTIONS',
        'Retry-After': '949302838503028349304023988',
        Warning: '1812 pbx "overlarge"',
      },
    },
  ],
  ['3.1.2.6', 'a quote that never ends', 'INVITE', { headers: { To: '"Mr. J. User <sip:1001@pbx.test>' }, body: sdp }],
  ['3.1.2.7', 'brackets around the request’s address', 'INVITE', { first: 'INVITE <sip:1001@pbx.test> SIP/2.0', body: sdp }],
  ['3.1.2.8', 'blanks inside the request’s address', 'INVITE', { first: 'INVITE sip:1001@pbx.test; lr SIP/2.0', body: sdp }],
  ['3.1.2.9', 'several blanks in the first line', 'INVITE', { first: 'INVITE  sip:1001@pbx.test  SIP/2.0', body: sdp }],
  ['3.1.2.10', 'blanks after the first line', 'OPTIONS', { first: 'OPTIONS sip:1001@pbx.test SIP/2.0  ' }],
  [
    '3.1.2.11',
    'headers escaped in the request’s address',
    'INVITE',
    { first: 'INVITE sip:1001@pbx.test?Route=%3Csip:sip.test%3E SIP/2.0', body: sdp },
  ],
  [
    '3.1.2.12',
    'a date in a time zone that is none of SIP’s',
    'INVITE',
    { headers: { Date: 'Fri, 01 Jan 2010 16:00:00 EST' }, body: sdp },
  ],
  [
    '3.1.2.13',
    'an address with parameters and no brackets',
    'REGISTER',
    { headers: { Contact: 'sip:user@pbx.test?Route=%3Csip:sip.test%3E' } },
  ],
  ['3.1.2.14', 'blanks within an address', 'OPTIONS', { headers: { To: '"Watson, Thomas" < sip:t.watson@pbx.test >' } }],
  [
    '3.1.2.15',
    'characters that no bare name may have',
    'OPTIONS',
    { headers: { From: 'Bell, Alexander <sip:a.g.bell@pbx.test>;tag=43' } },
  ],
  ['3.1.2.16', 'an unknown version', 'OPTIONS', { first: 'OPTIONS sip:1001@pbx.test SIP/7.0' }],
  ['3.1.2.17', 'two methods that differ', 'OPTIONS', { headers: { CSeq: '8 INVITE' } }],
  ['3.1.2.18', 'two unknown methods that differ', 'NEWMETHOD', { headers: { CSeq: '8 INVITE' } }],
  ['3.1.2.19', 'a status code of ten digits', 'INVITE', { first: 'SIP/2.0 4294967301 better not break the receiver' }],
  ['3.2.1', 'no transaction behind the magic cookie', 'OPTIONS', { headers: { Via: 'SIP/2.0/WS far.invalid;branch=z9hG4bK' } }],
  ['3.3.1', 'headers that must be there are not', 'INVITE', { headers: { 'Call-ID': null, From: null, To: null }, body: sdp }],
  ['3.3.2', 'an unknown scheme', 'OPTIONS', { first: 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0' }],
  ['3.3.3', 'a known scheme that is not SIP’s', 'OPTIONS', { first: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0' }],
  [
    '3.3.4',
    'unknown schemes in headers',
    'REGISTER',
    { headers: { To: 'isbn:2983792873', From: '<http://www.example.com>;tag=32', Contact: '<name:John_Smith>' } },
  ],
  [
    '3.3.5',
    'extensions that nobody supports',
    'OPTIONS',
    { headers: { Require: 'nothingSupportsThis, nothingSupportsThisEither', 'Proxy-Require': 'noProxiesSupportThis' } },
  ],
  [
    '3.3.6',
    'a body of unknown type',
    'INVITE',
    { headers: { 'Content-Type': 'application/unknownformat' }, body: '<audio>\n <pcmu port="443"/>\n</audio>' },
  ],
  [
    '3.3.7',
    'an unknown way of authorisation',
    'REGISTER',
    { headers: { Authorization: 'NoOneKnowsThisScheme opaque-data=here' } },
  ],
  [
    '3.3.8',
    'several values where one may be',
    'INVITE',
    {
      headers: {
        CSeq: ['5 INVITE', '59 INVITE'],
        'Call-ID': ['torture-m1', 'torture-m2'],
        From: ['<sip:a@pbx.test>;tag=1', '<sip:b@pbx.test>;tag=2'],
        To: ['<sip:1001@pbx.test>', '<sip:x@pbx.test>'],
      },
      body: sdp,
    },
  ],
  [
    '3.3.9',
    'several lengths',
    'OPTIONS',
    { headers: { 'Content-Length': ['13', '5'] }, body: 'There’s no way to know how many octets are supposed to be here.' },
  ],
  [
    '3.3.10',
    'a 200 that came by a stranger’s Via',
    'INVITE',
    {
      first: 'SIP/2.0 200 OK',
      headers: { Via: ['SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923', 'SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23'] },
      body: sdp,
    },
  ],
  ['3.3.11', 'no hop left', 'OPTIONS', { headers: { 'Max-Forwards': '0' } }],
  [
    '3.3.12',
    'a contact with an unknown parameter',
    'REGISTER',
    { headers: { Contact: 'sip:+19725552222@gw1.test;unknownparam' } },
  ],
  [
    '3.3.13',
    'an address with an unknown parameter',
    'REGISTER',
    { headers: { Contact: '<sip:+19725552222@gw1.test;unknownparam>' } },
  ],
  [
    '3.3.14',
    'a contact with headers inside its address',
    'REGISTER',
    { headers: { Contact: '<sip:user@pbx.test?Route=%3Csip:sip.test%3E>' } },
  ],
  [
    '3.3.15',
    'an answer wanted in a form that nobody speaks',
    'INVITE',
    { headers: { Accept: 'text/nobodyKnowsThis' }, body: sdp },
  ],
  [
    '3.4.1',
    'an INVITE of the first standard',
    'INVITE',
    {
      first: 'INVITE sip:1001@pbx.test SIP/2.0',
      headers: {
        Via: 'SIP/2.0/UDP iftgw.invalid',
        From: '<sip:far@pbx.test>',
        Contact: null,
        'Max-Forwards': null,
        'Call-ID': '5',
      },
      body: sdp,
    },
  ],
];

export const tortureMessages: readonly TortureMessage[] = kinds.map(([section, what, method, parts]) => ({
  section,
  what,
  text: write(section, method, parts),
}));
