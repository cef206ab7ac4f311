import data from '../../assets/scripts/default-pack.json' with { type: 'json' };
import { Pack } from './pack.ts';

/** The pack a seat has before the centre sent one. */
export function defaultPack(): Pack {
  return Pack.parse(data);
}
