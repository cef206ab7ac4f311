/** A refusal of the HTTP interface: becomes the body `CentreError` with its status. Messages are for logs and people with curl. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | null;
  constructor(status: number, code: string, message: string, retryAfterS: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}
