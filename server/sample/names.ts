import { mix, pick } from './mix.ts';

/** Surnames, the frequent ones written more often: roughly the shares of a northern city. */
const surnames = [
  ...'王王王王王王王李李李李李李李张张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨赵赵赵黄黄周周吴吴徐徐孙孙胡胡朱朱高高林林何何郭郭马马罗罗',
  ...'梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  '欧阳',
  '上官',
  '诸葛',
  '司马',
  '单',
  '仇',
  '解',
  '查',
];

const womenOld = [
  '秀兰',
  '桂英',
  '淑珍',
  '玉兰',
  '凤英',
  '秀英',
  '淑华',
  '桂兰',
  '素芬',
  '玉梅',
  '春梅',
  '秀珍',
  '凤兰',
  '淑敏',
  '丽华',
];
const menOld = [
  '建国',
  '国强',
  '志强',
  '建军',
  '德明',
  '福生',
  '永福',
  '宝山',
  '树林',
  '文明',
  '振华',
  '长江',
  '玉柱',
  '卫东',
  '爱民',
];
const womenSigns = [...'丽娟敏静芳燕红霞玲艳娜慧颖倩雪梅莹洁琳婷佳怡欣悦涵萱雯璐瑶琪'];
const menSigns = [...'伟强磊军勇涛超明刚平辉鹏杰斌波宇浩凯健俊毅帆晨轩博文睿泽铭阳'];
const middleSigns = [...'晓小海志建文玉春国永雨子思嘉俊宇佳梦家明立宏新庆云天东世正一'];

type SampleName = { readonly name: string; readonly sex: 'f' | 'm' };

/** A Chinese name that fits the sex and the age. Two and three characters mixed; some surnames have two characters. */
export function sampleName(index: number, birthYear: number, surnameSeed: number): SampleName {
  const sex = mix(index, 11) % 100 < 52 ? 'f' : 'm';
  const surname = pick(surnames, mix(surnameSeed, 12));
  const sign = mix(index, 13);
  if (birthYear < 1972 && sign % 5 < 3) return { name: surname + pick(sex === 'f' ? womenOld : menOld, mix(index, 14)), sex };
  const last = pick(sex === 'f' ? womenSigns : menSigns, mix(index, 15));
  if (sign % 100 < 22) return { name: surname + last, sex };
  return { name: surname + pick(middleSigns, mix(index, 16)) + last, sex };
}
