import { describe, expect, it } from 'vitest';
import { type ConnectionForm, checkConnection } from '#renderer/screen/features/settings/check-connection.ts';

const good: ConnectionForm = {
  pbxUrl: 'wss://pbx.example.cn:8089/ws',
  sipUser: '1001',
  sipDomain: 'example.cn',
  sipPassword: '',
  centreUrl: 'https://ninhao.example.cn',
  agentNumber: '1001',
};

describe('the form of the connection', () => {
  it('takes what is right, and an empty PBX: the centre has its own line', () => {
    expect(checkConnection(good, true)).toEqual({ wrong: {}, mild: {} });
    expect(checkConnection({ ...good, pbxUrl: '', sipUser: '', sipDomain: '' }, false).wrong).toEqual({});
  });

  it.each([
    ['pbxUrl', 'https://pbx.example.cn', 'pbxScheme'],
    ['pbxUrl', 'pbx.example.cn', 'pbxScheme'],
    ['pbxUrl', 'javascript:alert(1)', 'pbxScheme'],
    ['pbxUrl', 'wss://', 'address'],
    ['pbxUrl', 'wss://user:secret@pbx.example.cn', 'credentials'],
    ['centreUrl', 'ftp://centre', 'centreScheme'],
    ['sipUser', 'sip:1001@x', 'sipUser'],
    ['sipDomain', 'exa mple', 'sipDomain'],
    ['agentNumber', '10 01', 'agentNumber'],
  ] as const)('says at %s what is wrong with %s', (field, value, trouble) => {
    expect(checkConnection({ ...good, [field]: value }, true).wrong).toEqual({ [field]: trouble });
  });

  it('warns of an unencrypted way to another machine, and lets this machine be', () => {
    expect(checkConnection({ ...good, pbxUrl: 'ws://10.0.0.5:8088/ws' }, true)).toEqual({
      wrong: {},
      mild: { pbxUrl: 'pbxInsecure' },
    });
    expect(checkConnection({ ...good, pbxUrl: 'ws://127.0.0.1:8088/ws' }, true)).toEqual({ wrong: {}, mild: {} });
  });

  it('asks for a password only when none is stored', () => {
    expect(checkConnection(good, false).wrong).toEqual({ sipPassword: 'password' });
  });
});
