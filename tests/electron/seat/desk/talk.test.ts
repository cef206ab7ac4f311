import { describe, expect, test } from 'vitest';
import { benchSeats, wang } from './bench-seat.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const { start } = benchSeats();
const callId = ringing().id;
const live = answered(ringing(), startMs + 3_000);
const held = answered(ringing(), startMs + 3_000, { hold: 'local', holdSinceMs: startMs + 10_000 });

describe('during a talk', () => {
  test('a forgotten hold is told to the agent with a tone, at two minutes and every two after', () => {
    const { engine, clock, media, tells } = start();
    media.hello();
    engine.put(ringing());
    engine.put(live);
    clock.advance(10_000);
    engine.put(held);
    clock.advance(121_000);
    expect(tells.filter(({ code }) => code === 'hold-reminder')).toHaveLength(1);
    expect(media.tones()).toContain('reminder');
    clock.advance(120_000);
    expect(tells.filter(({ code }) => code === 'hold-reminder')).toHaveLength(2);
  });

  test('the words follow hold and resume, with the customer’s name in the thanks', () => {
    const { engine, seat, turn } = start({ customers: [wang()] });
    engine.put(ringing());
    engine.put(live);
    engine.put(held);
    turn();
    expect(seat.state().desks[0]?.script.now.stage).toBe('on-hold');
    engine.put(live);
    turn();
    expect(seat.state().desks[0]?.script.now.stage).toBe('back');
    expect(seat.state().desks[0]?.script.now.text).toContain('王女士');
  });

  test('hanging up within five seconds of the closing line is refused, and an override is logged', async () => {
    const { engine, ask, clock, log } = start();
    engine.put(ringing());
    engine.put(live);
    await ask('script.stage', { callId, stage: 'closing' });
    expect(await ask('call.hang-up', { callId })).toMatchObject({ ok: false, error: { code: 'guarded' } });
    expect(engine.asked.map(({ name }) => name)).not.toContain('hangUp');
    expect(await ask('call.hang-up', { callId, override: true })).toMatchObject({ ok: true });
    expect(log.lines.map(({ event }) => event)).toContain('call.guard-overridden');
    clock.advance(5_000);
    expect(await ask('call.hang-up', { callId })).toMatchObject({ ok: true });
  });

  test('a call that rings for more than fifteen seconds gets an opening that thanks for waiting', () => {
    const { engine, seat, clock, turn } = start();
    engine.put(ringing());
    const before = seat.state().desks[0]?.script.now;
    clock.advance(15_100);
    turn();
    const after = seat.state().desks[0]?.script.now;
    expect(before?.reasons).not.toContain('late-answer');
    expect(after?.reasons).toContain('late-answer');
    expect(after?.text).toContain('感谢您的耐心等候');
  });

  test('a silent microphone is told after eight seconds, and only for the call the agent talks on', () => {
    const { engine, seat, media, clock, turn } = start();
    media.hello();
    engine.put(ringing());
    engine.put(live);
    for (let tenth = 0; tenth <= 81; tenth += 1) {
      media.say({ name: 'levels', payload: { pcId: 'pc', microphone: 0, speaker: 0.2 } });
      clock.advance(100);
    }
    turn();
    expect(seat.state().desks[0]?.notHeard).toBe('silent');
    media.say({ name: 'levels', payload: { pcId: 'pc', microphone: 0.2, speaker: 0.2 } });
    turn();
    expect(seat.state().desks[0]?.notHeard).toBeNull();
  });

  test('a lost microphone is told at once', () => {
    const { engine, seat, media, tells, turn } = start();
    media.hello();
    media.say({ name: 'microphone', payload: { state: 'ok' } });
    engine.put(ringing());
    engine.put(live);
    media.say({ name: 'microphone', payload: { state: 'lost' } });
    turn();
    expect(seat.state().desks[0]?.notHeard).toBe('no-microphone');
    expect(tells.map(({ code }) => code)).toContain('device-gone');
    media.say({ name: 'devices', payload: { microphones: [{ id: 'spare', label: '备用话筒' }], speakers: [] } });
    media.say({ name: 'microphone', payload: { state: 'ok' } });
    turn();
    expect(tells.at(-1)).toMatchObject({ code: 'device-changed', params: { label: '备用话筒' } });
    expect(seat.state().desks[0]?.notHeard).toBeNull();
  });

  test('the meters get one event a tick, though every connection is measured', () => {
    const { seat, engine, media, turn } = start();
    media.hello();
    engine.put(ringing());
    engine.put(live);
    const levels: unknown[] = [];
    seat.subscribe((event) => {
      if (event.name === 'levels') levels.push(event.payload);
    });
    media.say({ name: 'levels', payload: { pcId: 'a', microphone: 0.1, speaker: 0 } });
    media.say({ name: 'levels', payload: { pcId: 'b', microphone: 0.1, speaker: 0.4 } });
    turn();
    expect(levels).toEqual([{ callId, microphone: 0.1, speaker: 0.4 }]);
  });
});

describe('the agent', () => {
  test('stays not ready over a restart, with the reason, and the engine is told', async () => {
    const bench = start();
    await bench.ask('agent.not-ready', { reason: 'meal' });
    expect(bench.engine.options().policy().ready).toBe(false);
    bench.kill();
    const again = start({ folder: bench.folder });
    expect(again.seat.state().agent).toMatchObject({ phase: 'not-ready', reason: 'meal' });
    await again.ask('agent.ready', {});
    expect(again.engine.options().policy().ready).toBe(true);
  });

  test('hears a beep when a call was answered by itself', () => {
    const { engine, media } = start();
    media.hello();
    engine.put(live);
    engine.options().onTell({ level: 'info', code: 'auto-answered', params: {} });
    expect(media.tones()).toEqual(['beep']);
  });

  test('finds the settings again after a restart, and the page gets the devices at once', async () => {
    const bench = start();
    bench.media.hello();
    bench.media.asked.length = 0;
    await bench.ask('settings.change', { patch: { ringVolume: 0.2, autoAnswer: true } });
    expect(bench.media.asked).toMatchObject([{ name: 'device', params: { ringVolume: 0.2 } }]);
    expect(bench.engine.options().policy().autoAnswer).toBe(true);
    expect(await bench.ask('settings.change', { patch: { timeZone: 'Mars/Base' } })).toMatchObject({
      error: { code: 'bad-request' },
    });
    bench.kill();
    expect(start({ folder: bench.folder }).seat.state().settings.ringVolume).toBe(0.2);
  });
});

describe('dialling', () => {
  test('presents a number the seat may use, and no other', async () => {
    const { ask, centre, engine } = start();
    centre.listener.onSignedIn(
      { agentNumber: '1001', name: '张敏', role: 'agent', team: 'a', brand: '清源水务', outgoingNumbers: ['01088886666'] },
      null,
    );
    expect(await ask('call.place', { number: '13900000001' })).toMatchObject({ ok: true });
    expect(engine.asked.at(-1)).toEqual({ name: 'place', args: ['13900000001', '01088886666'] });
    expect(await ask('call.place', { number: '13900000002', outgoingNumber: '95588' })).toMatchObject({
      error: { code: 'number-not-allowed' },
    });
  });

  test('sixth call within ten seconds is refused, an emergency call is not', async () => {
    const { ask } = start();
    for (let index = 0; index < 5; index += 1)
      expect(await ask('call.place', { number: `1390000000${index}` })).toMatchObject({ ok: true });
    expect(await ask('call.place', { number: '13900000009' })).toMatchObject({ error: { code: 'dialling-too-fast' } });
    expect(await ask('call.place', { number: '110' })).toMatchObject({ ok: true });
  });

  test('a call that could not begin is not held against the next ones', async () => {
    const { ask, engine } = start();
    engine.refuseNext(20, 'no-media-page');
    for (let index = 0; index < 20; index += 1) {
      expect(await ask('call.place', { number: '13900000001' })).toMatchObject({ error: { code: 'no-media-page' } });
    }
    expect(await ask('call.place', { number: '13900000001' })).toMatchObject({ ok: true });
  });

  test('an extension is keyed in once the far side has answered and spoken', async () => {
    const { ask, engine, clock } = start();
    const placed = await ask('call.place', { number: '010-62345678转8001' });
    expect(engine.asked.at(-1)).toMatchObject({ name: 'place', args: ['01062345678', null] });
    const id = placed.ok ? placed.value.callId : callId;
    engine.put({ ...live, id, direction: 'out' });
    expect(engine.asked.map(({ name }) => name)).not.toContain('dtmf');
    clock.advance(1_500);
    expect(engine.asked.at(-1)).toEqual({ name: 'dtmf', args: [id, '8001', 'rfc4733'] });
    engine.put({ ...live, id, direction: 'out', hold: 'local' });
    clock.advance(5_000);
    expect(engine.asked.filter(({ name }) => name === 'dtmf')).toHaveLength(1);
  });

  test('a failed call ends with the busy tone and a line in the log that says why', async () => {
    const { engine, media, ask, turn } = start();
    media.hello();
    const out = { ...live, direction: 'out' as const };
    engine.put(out);
    engine.end(over({ ...ringing(), direction: 'out' }, startMs + 5_000, { reason: 'busy' }));
    turn();
    expect(media.tones()).toContain('busy');
    expect(await ask('log.calls', { limit: 1 })).toMatchObject({ value: { calls: [{ direction: 'out', reason: 'busy' }] } });
  });
});

describe('practice', () => {
  const account = {
    wsUrl: 'ws://x',
    domain: 'practice',
    user: '1001',
    password: 'p',
    practice: true,
    label: '练习线路',
    iceServers: [],
  };

  test('is always shown as practice, and rings on request', async () => {
    const { ask, centre, engine, seat } = start();
    expect(await ask('practice.ring', {})).toMatchObject({ error: { code: 'not-practice' } });
    centre.listener.onSignedIn(null, account);
    expect(seat.state()).toMatchObject({ pbx: { practice: true, label: '练习线路' }, practice: { on: true } });
    await ask('practice.ring', { persona: 'leak' });
    expect(engine.asked.at(-1)).toEqual({
      name: 'message',
      args: ['practice', 'application/json', '{"do":"ring","persona":"leak"}'],
    });
    await ask('practice.rhythm', { rhythm: 'steady' });
    expect(seat.state().practice.rhythm).toBe('steady');
  });

  test('ends when the agent connects a real PBX; the password goes in and never comes out', async () => {
    const { ask, centre, engine, seat } = start();
    centre.listener.onSignedIn(null, account);
    const connection = {
      pbxUrl: 'wss://pbx.example:8089/ws',
      sipUser: '2001',
      sipDomain: '',
      centreUrl: '',
      agentNumber: '1001',
    };
    expect(await ask('connection.set', { ...connection, sipPassword: 'geheim' })).toMatchObject({ ok: true });
    expect(engine.account()).toMatchObject({ wsUrl: connection.pbxUrl, user: '2001', password: 'geheim', practice: false });
    expect(seat.state().pbx.practice).toBe(false);
    const shown = await ask('connection.get', {});
    expect(shown).toMatchObject({ value: { hasSipPassword: true, pbxUrl: connection.pbxUrl } });
    expect(JSON.stringify([shown, seat.state()])).not.toContain('geheim');
    expect(await ask('connection.set', { ...connection, pbxUrl: 'http://no' })).toMatchObject({ error: { code: 'bad-address' } });
  });
});
