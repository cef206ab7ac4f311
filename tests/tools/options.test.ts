import { describe, expect, it } from 'vitest';
import { readOptions } from '../../tools/options.mjs';

describe('options of npm start', () => {
  it('are all optional: practice line, embedded centre, agent 1001', () => {
    expect(readOptions([])).toEqual({ pbx: null, agent: null, centre: null, data: null, port: null, open: 'auto', help: false });
  });

  it('connect a real PBX and a centre elsewhere', () => {
    const options = readOptions([
      '--pbx',
      'wss://pbx.example.org:8089/ws',
      '--agent',
      '1003',
      '--centre',
      'https://centre.example.org',
    ]);
    expect(options).toMatchObject({ pbx: 'wss://pbx.example.org:8089/ws', agent: '1003', centre: 'https://centre.example.org/' });
  });

  it.each([
    [['--pbx', 'http://pbx.example.org'], 'ws:// or wss://'],
    [['--pbx', 'wss://1001:secret@pbx.example.org/ws'], 'must not carry a password'],
    [['--pbx'], 'ws:// or wss://'],
    [['--agent', '10 01'], 'an agent number'],
    [['--port', 'many'], 'a port number'],
    [['--open', 'everything'], 'auto, browser or none'],
    [['--password', 'secret'], 'not an option'],
  ])('refuse %j and say what is wanted', (words, wanted) => {
    expect(() => readOptions(words)).toThrow(wanted);
  });
});
