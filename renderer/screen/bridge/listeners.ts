/** A set of listeners; each `add` returns its own removal. */
export type Listeners<T> = { readonly add: (listener: (value: T) => void) => () => void; readonly tell: (value: T) => void };

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    tell: (value) => {
      for (const listener of [...all]) listener(value);
    },
  };
}
