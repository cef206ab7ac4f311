/** Waits for something that another process brings about, looking every 25 ms. Fails with what was awaited and last seen. */
export const until = async <T>(what: string, look: () => Promise<T> | T, limitMs = 10_000): Promise<NonNullable<T>> => {
  const startedAtMs = performance.now();
  let lastError: unknown = null;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen as NonNullable<T>;
      lastError = null;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() - startedAtMs > limitMs) {
      throw new Error(`waited ${limitMs} ms in vain: ${what}`, { cause: lastError });
    }
    await pauseMs(25);
  }
};

export const pauseMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
