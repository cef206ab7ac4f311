import { type Chord, capsOf } from './chord.ts';

/** A chord drawn as the keys that are pressed. */
export function Keycap({ chord }: { readonly chord: Chord }) {
  return (
    <span className="nh-keycaps">
      {capsOf(chord).map((cap) => (
        <kbd key={cap} className="nh-keycap">
          {cap}
        </kbd>
      ))}
    </span>
  );
}
