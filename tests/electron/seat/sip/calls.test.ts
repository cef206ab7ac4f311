import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { headerOf, offerSdp } from './sip-text.ts';
import { answeredCall, isNewInvite, isReInvite, placedCall, settle } from './story.ts';

let pbx: ScriptedPbx;
let seat: BenchSeat;

beforeEach(async () => {
  pbx = await startScriptedPbx();
  seat = openSeat(pbx);
  await seat.registered();
});
afterEach(async () => {
  await seat.engine.close();
  await pbx.close();
});

describe('an incoming call', () => {
  it('rings, is answered, and ends when the customer hangs up', async () => {
    const { dialog } = pbx.invite([
      'X-Queue: support',
      'X-Queue-Wait: 12',
      'X-Call-Kind: queue',
      'X-Linked-Id: 17.1',
      'X-Dialled: 4001',
    ]);
    const ringing = await seat.inPhase('ringing');
    expect(ringing).toMatchObject({
      party: { number: '13800005678', displayName: 'Wang Xiulan' },
      dialled: '4001',
      queue: { name: 'support', waitedMs: 12_000 },
      linkedId: '17.1',
      kind: 'queue',
      waiting: false,
    });
    await pbx.sawStatus('INVITE', 180);
    const answered = seat.engine.answer(ringing.id);
    const accepted = await pbx.sawStatus('INVITE', 200);
    expect(await answered).toEqual({ ok: true, value: {} });
    pbx.acknowledge(dialog, accepted);
    pbx.request(dialog, 'BYE');
    const { call } = await seat.endOf(ringing.id);
    expect(call).toMatchObject({ reason: 'hung-up-there', answeredAtMs: expect.any(Number) });
    expect(seat.media.open.size).toBe(0);
  });

  it('prefers the identity that the PBX vouches for', async () => {
    pbx.invite(['P-Asserted-Identity: "李 \\"小\\" 明" <sip:+8613911112222@pbx.test>']);
    expect((await seat.inPhase('ringing')).party).toEqual({ number: '+8613911112222', displayName: '李 "小" 明' });
  });

  it('shows hostile names and headers as short plain text', async () => {
    const long = 'x'.repeat(10_000);
    pbx.invite(
      [`X-Queue: <script>alert(1)</script>${long}`, `X-Linked-Id: ${long}`, 'X-Queue-Wait: -5', `X-Dialled: ${long}`],
      `"<img src=x onerror=alert(1)>\u202e${'名'.repeat(3000)}" <sip:138%0d%0a000@pbx.test>`,
    );
    const { party, queue, linkedId, dialled } = await seat.inPhase('ringing');
    expect(party.displayName).toHaveLength(80);
    expect(party.displayName).toMatch(/^<img src=x onerror=alert\(1\)> 名/);
    expect(party.number).toBe('138000');
    expect(queue?.name).toHaveLength(64);
    expect(queue?.waitedMs).toBe(0);
    expect(linkedId).toHaveLength(128);
    expect(dialled).toHaveLength(64);
  });

  it('is in the view in the turn in which its INVITE arrives', async () => {
    const before = seat.views.length;
    const order: string[] = [];
    const stop = seat.media.port.listen(() => undefined);
    queueMicrotask(() => order.push('microtask'));
    pbx.invite();
    await seat.inPhase('ringing');
    stop();
    expect(seat.views[before]?.calls.calls[0]?.phase).toBe('ringing');
  });

  it('says why the ringing stopped: the caller gave up, or somebody else answered', async () => {
    const first = pbx.invite();
    const one = await seat.inPhase('ringing');
    pbx.cancel(first.text);
    expect((await seat.endOf(one.id)).call.reason).toBe('cancelled-by-caller');
    await pbx.sawStatus('INVITE', 487);

    const second = pbx.invite();
    const two = await seat.inPhase('ringing');
    pbx.cancel(second.text, ['Reason: SIP;cause=200;text="Call completed elsewhere"', 'X-Answered-By: 1002']);
    expect((await seat.endOf(two.id)).call).toMatchObject({ reason: 'answered-elsewhere', elsewhere: '1002' });
    expect(seat.media.open.size).toBe(0);
  });

  it('is declined with 486, never 603', async () => {
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    expect(await seat.engine.decline(id)).toEqual({ ok: true, value: {} });
    await pbx.sawStatus('INVITE', 486);
    expect((await seat.endOf(id)).call.reason).toBe('declined');
    expect(await seat.engine.decline(id)).toMatchObject({ ok: false, error: { code: 'wrong-state' } });
  });

  it('is sent elsewhere with 302 and the new place', async () => {
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    await seat.engine.redirect(id, '1002');
    const moved = await pbx.sawStatus('INVITE', 302);
    expect(headerOf(moved, 'contact')).toBe('<sip:1002@pbx.test>');
    expect((await seat.endOf(id)).call.reason).toBe('redirected');
  });

  it('is not answered after the ring time of the policy', async () => {
    seat.policy.ringTimeoutMs = 40;
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    await pbx.sawStatus('INVITE', 480);
    expect((await seat.endOf(id)).call.reason).toBe('not-answered');
  });

  it('from a queue is refused while the agent is not ready, a direct one rings', async () => {
    seat.policy.ready = false;
    pbx.invite(['X-Call-Kind: queue', 'X-Queue: support']);
    await pbx.sawStatus('INVITE', 486);
    expect(seat.ended[0]?.call.reason).toBe('declined-not-ready');
    expect(seat.calls()).toEqual([]);
    pbx.invite(['X-Call-Kind: direct']);
    await seat.inPhase('ringing');
  });

  it('answers itself after the delay where the agent wants that, and says so', async () => {
    seat.policy.autoAnswer = true;
    seat.policy.autoAnswerDelayMs = 30;
    pbx.invite();
    const ringing = await seat.inPhase('ringing');
    expect(ringing.autoAnswerAtMs).toBe(ringing.offeredAtMs + 30);
    await seat.callIs(ringing.id, 'active');
    await seat.until('told', () => seat.tells.some((tell) => tell.code === 'auto-answered'));
  });

  it('with its answer made while it rang sends 200 without asking the media page again', async () => {
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    await seat.until('prepared', () => seat.media.named('get-description').length === 1);
    await settle();
    const asked = seat.media.asked.length;
    await seat.engine.answer(id);
    expect(seat.media.asked.slice(asked).map((one) => one.name)).toEqual([]);
    await pbx.sawStatus('INVITE', 200);
  });

  it('without a microphone ends with its reason, and the next one is answered', async () => {
    seat.media.fail('get-description', 'microphone-refused');
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    expect(await seat.engine.answer(id)).toMatchObject({ ok: false, error: { code: 'microphone-refused' } });
    expect((await seat.endOf(id)).call.reason).toBe('media-failed');
    seat.media.fail('get-description', null);
    await answeredCall(pbx, seat);
  });

  it('beyond what two ears can follow is busy', async () => {
    pbx.invite();
    await seat.inPhase('ringing');
    pbx.invite();
    await seat.until('two ring', () => seat.calls().length === 2);
    pbx.invite();
    await pbx.sawStatus('INVITE', 486);
    expect(seat.ended[0]?.call.reason).toBe('busy');
    expect(seat.calls()).toHaveLength(2);
  });

  it('that the PBX cancels while it is being answered ends as cancelled (trap 4)', async () => {
    seat.media.slow(40);
    const { text } = pbx.invite();
    const { id } = await seat.inPhase('ringing');
    const answered = seat.engine.answer(id);
    pbx.cancel(text);
    expect(await answered).toMatchObject({ ok: false });
    expect((await seat.endOf(id)).call.reason).toBe('cancelled-by-caller');
    await settle(80);
    expect(seat.calls().some((call) => call.phase === 'active')).toBe(false);
    expect(pbx.received.some((one) => one.status === 200 && one.method === 'INVITE')).toBe(false);
    await seat.until('its connection closed', () => seat.media.open.size === 0);
  });

  it('takes no order from outside to dial: REFER is refused', async () => {
    const { dialog } = await answeredCall(pbx, seat);
    pbx.request(dialog, 'REFER', ['Refer-To: <sip:00882@pbx.test>']);
    await pbx.sawStatus('REFER', 403);
    await settle();
    expect(pbx.count('INVITE')).toBe(0);
  });
});

describe('an outgoing call', () => {
  it('is placed, answered, held, resumed and hung up', async () => {
    const { callId } = await placedCall(pbx, seat);
    expect(await seat.engine.hold(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'local', holdChanging: false });
    expect(await seat.engine.resume(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.engine.hangUp(callId)).toEqual({ ok: true, value: {} });
    await pbx.sawRequest('BYE');
    const { call, heldMs } = await seat.endOf(callId);
    expect(call.reason).toBe('hung-up-here');
    expect(heldMs).toBeGreaterThan(0);
  });

  it('escapes # in the Request-URI (trap 8) and asks for the number to show', async () => {
    pbx.on('INVITE', (_invite, reply) => reply(486, 'Busy Here'));
    await seat.engine.place('*21#1002', '4008001234');
    const invite = await pbx.sawRequest('INVITE');
    expect(invite.firstLine).toBe('INVITE sip:*21%231002@pbx.test SIP/2.0');
    expect(headerOf(invite, 'p-preferred-identity')).toBe('<sip:4008001234@pbx.test>');
  });

  it.each(['', 'a b', '1\r\nX: y', 'x@evil', '<1>', '1;phone', '1'.repeat(65)])('refuses %j as a number', async (number) => {
    expect(await seat.engine.place(number, null)).toMatchObject({ ok: false, error: { code: 'bad-number' } });
    expect(pbx.count('INVITE')).toBe(0);
  });

  it.each([
    [486, 'Busy Here', [], 'busy'],
    [404, 'Not Found', [], 'not-found'],
    [403, 'Forbidden', [], 'not-allowed'],
    [480, 'Temporarily Unavailable', ['Reason: Q.850;cause=19'], 'no-answer'],
    [480, 'Temporarily Unavailable', ['Reason: Q.850;cause=20'], 'unreachable'],
    [503, 'Service Unavailable', [], 'unreachable'],
    [603, 'Decline', [], 'rejected'],
  ] as const)('answered with %i %s ends as %s %s', async (status, phrase, headers, reason) => {
    pbx.on('INVITE', (_invite, reply) => reply(status, phrase, { headers: [...headers] }));
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    expect((await seat.endOf(placed.value.callId)).call.reason).toBe(reason);
    expect(seat.media.open.size).toBe(0);
  });

  it('hears what comes before the answer (early media, trap 10)', async () => {
    pbx.on('INVITE', (_invite, reply) =>
      reply(183, 'Session Progress', {
        body: offerSdp().replace('actpass', 'active'),
        headers: ['Contact: <sip:pbx@127.0.0.1;transport=ws>'],
      }),
    );
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    expect(await seat.callIs(placed.value.callId, 'alerting')).toMatchObject({ earlyMedia: true });
    expect(seat.media.named('set-description').map((one) => one.params.type)).toEqual(['answer']);
  });

  it('given up before the first 1xx is cancelled with the first 1xx, also when the PBX asks for credentials first (trap 3)', async () => {
    pbx.on('INVITE', () => undefined);
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    const invite = await pbx.sawRequest('INVITE');
    await seat.engine.hangUp(placed.value.callId);
    await settle();
    expect(pbx.count('CANCEL')).toBe(0);
    pbx.respond(invite, 401, 'Unauthorized', {
      toTag: 'far',
      headers: ['WWW-Authenticate: Digest realm="test", nonce="n0nce", algorithm=MD5'],
    });
    const again = await pbx.saw(
      'INVITE with credentials',
      (one) => one.method === 'INVITE' && headerOf(one, 'authorization') !== null,
    );
    pbx.respond(again, 100, 'Trying');
    const cancel = await pbx.sawRequest('CANCEL');
    expect(headerOf(cancel, 'via')).toBe(headerOf(again, 'via'));
    pbx.respond(again, 487, 'Request Terminated', { toTag: 'far' });
    expect((await seat.endOf(placed.value.callId)).call.reason).toBe('cancelled-here');
  });

  it('given up before any 1xx whose answer comes at once is ended with BYE', async () => {
    pbx.on('INVITE', () => undefined);
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    const invite = await pbx.sawRequest('INVITE');
    await seat.engine.hangUp(placed.value.callId);
    pbx.answer(invite);
    await pbx.sawRequest('ACK');
    await pbx.sawRequest('BYE');
    expect((await seat.endOf(placed.value.callId)).call.reason).toBe('cancelled-here');
  });

  it('is shown as ended after two seconds even if the far side never answers the CANCEL', async () => {
    pbx.on('INVITE', (_invite, reply) => reply(180, 'Ringing', { headers: ['Contact: <sip:pbx@127.0.0.1;transport=ws>'] }));
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    await seat.callIs(placed.value.callId, 'alerting');
    await seat.engine.hangUp(placed.value.callId);
    await pbx.sawRequest('CANCEL');
    expect(seat.calls()[0]?.phase).toBe('ending');
    expect((await seat.endOf(placed.value.callId)).call.reason).toBe('cancelled-here');
  });

  it('is refused while one is being set up, without a page, and without a line', async () => {
    pbx.on('INVITE', () => undefined);
    await seat.engine.place('13800001111', null);
    expect(await seat.engine.place('13800002222', null)).toMatchObject({ ok: false, error: { code: 'too-many-calls' } });
    const bare = openSeat(pbx, { start: false });
    expect(await bare.engine.place('13800002222', null)).toMatchObject({ ok: false, error: { code: 'not-registered' } });
    await bare.engine.close();
  });

  it('without a media page ends as such', async () => {
    seat.media.reload(null);
    expect(await seat.engine.place('13800001111', null)).toMatchObject({ ok: false, error: { code: 'no-media-page' } });
    expect(seat.ended[0]?.call.reason).toBe('media-failed');
    expect(pbx.received.some(isNewInvite)).toBe(false);
  });
});

describe('within a call', () => {
  it('sends digits by the media page and by INFO', async () => {
    const { callId } = await placedCall(pbx, seat);
    expect(await seat.engine.dtmf(callId, '1x2#', 'rfc4733')).toEqual({ ok: true, value: {} });
    expect(seat.media.named('dtmf')[0]?.params).toMatchObject({ digits: '12#' });
    expect(await seat.engine.dtmf(callId, '9*', 'info')).toEqual({ ok: true, value: {} });
    const bodies = pbx.received.filter((one) => one.method === 'INFO').map((one) => one.body);
    expect(bodies).toEqual(['Signal=9\r\nDuration=160\r\n', 'Signal=*\r\nDuration=160\r\n']);
    expect(await seat.engine.dtmf(callId, 'xyz', 'info')).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('mutes in the media page and in the view', async () => {
    const { callId } = await placedCall(pbx, seat);
    await seat.engine.mute(callId, true);
    expect(await seat.callIs(callId, 'active')).toMatchObject({ muted: true });
    expect(seat.media.named('mute')[0]?.params.muted).toBe(true);
  });

  it('follows the media of the page', async () => {
    const { callId } = await placedCall(pbx, seat);
    const pcId = String(seat.media.named('create')[0]?.params.pcId);
    seat.media.emit({ name: 'connection', payload: { pcId, state: 'connected' } });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ media: 'ok' });
  });

  it('restarts ICE when the connection fails', async () => {
    const { callId } = await placedCall(pbx, seat);
    const pcId = String(seat.media.named('create')[0]?.params.pcId);
    const mark = pbx.received.length;
    seat.media.emit({ name: 'connection', payload: { pcId, state: 'failed' } });
    await pbx.saw('re-INVITE', isReInvite, mark);
    expect(seat.media.named('get-description').at(-1)?.params.iceRestart).toBe(true);
    expect(await seat.callIs(callId, 'active')).toMatchObject({ media: 'lost' });
    seat.media.emit({ name: 'connection', payload: { pcId, state: 'connected' } });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ media: 'ok' });
  });

  it('sends a message and says what came back', async () => {
    expect(await seat.engine.message('practice', 'application/json', '{"do":"ring"}')).toEqual({ ok: true, value: {} });
    const message = await pbx.sawRequest('MESSAGE');
    expect(message.body).toBe('{"do":"ring"}');
    expect(headerOf(message, 'content-type')).toBe('application/json');
    pbx.on('MESSAGE', (_request, reply) => reply(404, 'Not Found'));
    expect(await seat.engine.message('practice', 'text/plain', 'x')).toMatchObject({
      ok: false,
      error: { code: 'far-side-refused' },
    });
  });
});
