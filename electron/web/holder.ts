/** How long the holder may take to answer a ping before a newcomer gets the place, ms. */
const pingWithinMs = 1_000;

export type Claimant = {
  readonly isAlive: (withinMs: number) => Promise<boolean>;
  /** Told once, when somebody else took the place. */
  readonly onLost: () => void;
};

export type Place = {
  readonly isHeldBy: (claimant: Claimant) => boolean;
  /** True when the claimant has the place now. `force` takes it from a living holder. */
  readonly claim: (claimant: Claimant, force: boolean) => Promise<boolean>;
  readonly leave: (claimant: Claimant) => void;
  /** Sends the holder away, if there is one. */
  readonly clear: () => void;
};

/** A place that one page at a time may have: the desk, or its media. `onChange` when it goes from one holder to another. */
export function createPlace(onChange: () => void): Place {
  let holder: Claimant | null = null;

  function give(claimant: Claimant): true {
    const before = holder;
    holder = claimant;
    if (before !== null && before !== claimant) {
      before.onLost();
      onChange();
    }
    return true;
  }

  return {
    isHeldBy: (claimant) => holder === claimant,
    claim: async (claimant, force) => {
      if (holder === null || holder === claimant || force) return give(claimant);
      const asked = holder;
      const alive = await asked.isAlive(pingWithinMs);
      // Meanwhile the holder may have left, or another newcomer may have come first.
      if (holder === null || (holder === asked && !alive)) return give(claimant);
      return false;
    },
    leave: (claimant) => {
      if (holder === claimant) holder = null;
    },
    clear: () => {
      const before = holder;
      holder = null;
      before?.onLost();
    },
  };
}
