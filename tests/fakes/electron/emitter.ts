/** Just enough of an event emitter: listeners of a name, called in order. */
export type Emitter = {
  readonly on: (event: string, listener: (...values: never[]) => void) => void;
  readonly emit: (event: string, ...values: unknown[]) => void;
};

export function createEmitter(): Emitter {
  const listeners = new Map<string, ((...values: unknown[]) => void)[]>();
  return {
    on: (event, listener) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener as (...values: unknown[]) => void]);
    },
    emit: (event, ...values) => {
      for (const listener of listeners.get(event) ?? []) listener(...values);
    },
  };
}
