import { mix, pick } from './mix.ts';

/** Supply areas of the invented city: the code is what outages name, the roads are where its meters are. */
type SupplyArea = { readonly area: string; readonly district: string; readonly roads: readonly string[] };

export const firstArea: SupplyArea = { area: '枣园路', district: '清源区', roads: ['枣园路', '枣园东街', '枣园南里'] };

const supplyAreas: readonly SupplyArea[] = [
  firstArea,
  { area: '柳荫湖', district: '清源区', roads: ['柳荫湖北路', '柳荫湖南路', '荷塘巷'] },
  { area: '兴丰', district: '清源区', roads: ['兴丰大街', '兴丰二街', '旧营胡同'] },
  { area: '槐安门', district: '槐安区', roads: ['槐安门外大街', '槐安门内大街', '椿树胡同'] },
  { area: '双桥', district: '槐安区', roads: ['双桥路', '双桥西里', '石榴巷'] },
  { area: '青塔', district: '槐安区', roads: ['青塔东路', '青塔西路', '铁匠营街'] },
  { area: '望河', district: '望河区', roads: ['望河大道', '望河中街', '花圃路'] },
  { area: '白石桥南', district: '望河区', roads: ['白石南路', '半亩园路', '玉泉里'] },
  { area: '松涛', district: '望河区', roads: ['松涛北街', '松涛南街', '苗圃胡同'] },
  { area: '东营', district: '东营区', roads: ['东营大街', '东营三条', '马道口路'] },
  { area: '杏石口', district: '东营区', roads: ['杏石路', '杏石口东里', '磨坊街'] },
  { area: '永济', district: '永济区', roads: ['永济路', '永济桥东街', '鼓楼西巷'] },
  { area: '南苑里', district: '永济区', roads: ['南苑里大街', '南苑里二巷', '草场路'] },
  { area: '科学园', district: '永济区', roads: ['科苑一路', '科苑二路', '创业街'] },
];

type SamplePlace = { readonly area: string; readonly address: string };

/** A dwelling. The same seed is the same dwelling, so that a household shares one. */
export function samplePlace(seed: number): SamplePlace {
  const at = pick(supplyAreas, mix(seed, 21));
  const house = mix(seed, 23);
  const yard = 1 + (house % 180);
  const building = 1 + ((house >>> 8) % 24);
  const floor = 1 + ((house >>> 13) % 18);
  const door = 1 + ((house >>> 19) % 4);
  const room = `${building}-${floor}0${door}`;
  return { area: at.area, address: `${at.district}${pick(at.roads, mix(seed, 22))}${yard}号院${room}` };
}
