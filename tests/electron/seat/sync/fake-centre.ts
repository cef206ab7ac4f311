import type { CentreHttp, HintListener, HttpReply } from '#electron/seat/sync/http.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { overlay } from '#shared/sync/ticket-operation.ts';
import { Operation, paths, type Row, WIRE_VERSION } from '#shared/sync/wire.ts';

/** What happens to one request on the way. */
export type Fate = 'arrives' | 'lost' | 'answer-lost' | 'doubled';

type Held = { readonly row: Row; readonly at: number };

export const identity = { agentNumber: '1001', name: '周敏', role: 'agent', team: 'a', brand: 'b', outgoingNumbers: [] } as const;

/** A centre in memory behind the seat's HTTP port: keeps answers by op_id, gives rows in pages, and loses what it is told to lose. */
export class FakeCentre {
  readonly rows = new Map<string, Held>();
  readonly answers = new Map<string, { outcome: string; version: number | null; reason: string | null }>();
  readonly requests: string[] = [];
  readonly batches: number[] = [];
  readonly listeners = new Set<HintListener>();
  epoch = 'epoch-1';
  down = false;
  password = 'right';
  fate: () => Fate = () => 'arrives';
  /** Answers in place of the centre's own; null lets it answer. */
  instead: (path: string, body: unknown) => (Omit<HttpReply, 'text'> & { body: unknown }) | null = () => null;
  outcomeFor: (operation: Operation) => 'applied' | 'rejected' | 'retry' = () => 'applied';
  validTokens = new Set<string>();
  private counter = 0;
  private refreshToken = '';

  put(row: Omit<Row, 'version' | 'deleted'>): void {
    const before = this.rows.get(row.id)?.row.version ?? 0;
    this.rows.set(row.id, { row: { ...row, version: before + 1, deleted: false }, at: ++this.counter });
  }

  hint(): void {
    for (const listener of this.listeners) listener.onHint();
  }

  /** Gone with every line that was open. */
  goAway(): void {
    this.down = true;
    const lost = [...this.listeners];
    this.listeners.clear();
    for (const listener of lost) listener.onClose();
  }

  expireAccessTokens(): void {
    this.validTokens.clear();
  }

  endSignIn(): void {
    this.refreshToken = '';
    this.validTokens.clear();
  }

  readonly createHttp = (_url: string): CentreHttp => {
    let closed = false;
    return {
      post: async (path, body, accessToken) => {
        // The body travels as JSON, and takes a turn of the loop at least.
        const copy: unknown = JSON.parse(JSON.stringify(body));
        await new Promise((done) => setImmediate(done));
        if (closed || this.down) return refuse('unreachable');
        const fate = this.fate();
        this.requests.push(path);
        if (fate === 'lost') return refuse('unreachable');
        if (fate === 'doubled') this.answer(path, copy, accessToken);
        const reply = this.answer(path, copy, accessToken);
        return fate === 'answer-lost' ? refuse('unreachable') : reply;
      },
      hints: (_token, listener) => {
        if (this.down) {
          setImmediate(listener.onClose);
          return () => undefined;
        }
        this.listeners.add(listener);
        setImmediate(listener.onOpen);
        return () => this.listeners.delete(listener);
      },
      close: () => {
        closed = true;
      },
    };
  };

  private answer(path: string, body: unknown, token: string | null): Result<HttpReply, 'unreachable'> {
    const reply = (status: number, answer: unknown): Result<HttpReply, 'unreachable'> =>
      ok({ status, text: JSON.stringify(answer), retryAfterMs: null });
    const refusal = (status: number, code: string) => reply(status, { error: { code, message: '' } });
    const instead = this.instead(path, body);
    if (instead !== null) return ok({ ...instead, text: JSON.stringify(instead.body) });
    const given = body as Record<string, unknown>;
    if (path === paths.signIn)
      return given.password === this.password ? reply(200, this.signIn()) : refusal(401, 'wrong-password');
    if (path === paths.refresh)
      return given.refreshToken === this.refreshToken && this.refreshToken !== ''
        ? reply(200, this.signIn())
        : refusal(401, 'expired');
    if (path === paths.signOut) return reply(200, {});
    if (token === null || !this.validTokens.has(token)) return refusal(401, 'expired');
    if (path === paths.up) return reply(200, this.up(given.operations as unknown[]));
    const cursor = String(given.cursor);
    if (cursor !== '' && !cursor.startsWith(`${this.epoch}:`)) return refusal(409, 'epoch-changed');
    return reply(200, this.page(Number(cursor.split(':')[1] ?? 0), Number(given.limit), cursor === ''));
  }

  private signIn(): unknown {
    const accessToken = `access-${++this.counter}`;
    this.validTokens.add(accessToken);
    this.refreshToken = `refresh-${this.counter}`;
    const sip = null;
    return { identity, accessToken, accessExpiresAtMs: 600_000, refreshToken: this.refreshToken, sip, serverTimeMs: 0 };
  }

  private up(raw: unknown[]): unknown {
    this.batches.push(raw.length);
    const outcomes = raw.map((one) => {
      const operation = Operation.parse(one);
      const known = this.answers.get(operation.opId);
      if (known) return { opId: operation.opId, ...known };
      const outcome = this.outcomeFor(operation);
      if (outcome === 'retry') return { opId: operation.opId, outcome, version: null, reason: null };
      if (outcome === 'applied') {
        const before = Object(this.rows.get(operation.entityId)?.row.data);
        this.put({
          entity: 'ticket',
          id: operation.entityId,
          data: { ...overlay(before, operation.changes), id: operation.entityId },
        });
      }
      const version = outcome === 'applied' ? (this.rows.get(operation.entityId)?.row.version ?? null) : null;
      const answer = { outcome, version, reason: outcome === 'applied' ? null : 'bad-fields' };
      this.answers.set(operation.opId, answer);
      return { opId: operation.opId, ...answer };
    });
    return { epoch: this.epoch, outcomes, wireVersion: WIRE_VERSION };
  }

  private page(after: number, limit: number, first: boolean): unknown {
    const later = [...this.rows.values()].filter((held) => held.at > after).sort((a, b) => a.at - b.at);
    const page = later.slice(0, limit);
    const cursor = `${this.epoch}:${page.at(-1)?.at ?? after}`;
    const total = first ? this.rows.size : null;
    return { epoch: this.epoch, rows: page.map((held) => held.row), cursor, more: page.length < later.length, total };
  }
}
