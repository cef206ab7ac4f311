/** Area codes of China by the province they belong to: code, Chinese and English name. Main cities; others are only recognised. */
const places: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  '010': ['北京', 'Beijing'],
  '020': ['广州', 'Guangzhou'],
  '021': ['上海', 'Shanghai'],
  '022': ['天津', 'Tianjin'],
  '023': ['重庆', 'Chongqing'],
  '024': ['沈阳', 'Shenyang'],
  '025': ['南京', 'Nanjing'],
  '027': ['武汉', 'Wuhan'],
  '028': ['成都', 'Chengdu'],
  '029': ['西安', "Xi'an"],
  '0310': ['邯郸', 'Handan'],
  '0311': ['石家庄', 'Shijiazhuang'],
  '0312': ['保定', 'Baoding'],
  '0313': ['张家口', 'Zhangjiakou'],
  '0314': ['承德', 'Chengde'],
  '0315': ['唐山', 'Tangshan'],
  '0316': ['廊坊', 'Langfang'],
  '0317': ['沧州', 'Cangzhou'],
  '0318': ['衡水', 'Hengshui'],
  '0319': ['邢台', 'Xingtai'],
  '0335': ['秦皇岛', 'Qinhuangdao'],
  '0351': ['太原', 'Taiyuan'],
  '0352': ['大同', 'Datong'],
  '0371': ['郑州', 'Zhengzhou'],
  '0377': ['南阳', 'Nanyang'],
  '0379': ['洛阳', 'Luoyang'],
  '0411': ['大连', 'Dalian'],
  '0412': ['鞍山', 'Anshan'],
  '0431': ['长春', 'Changchun'],
  '0432': ['吉林', 'Jilin'],
  '0451': ['哈尔滨', 'Harbin'],
  '0452': ['齐齐哈尔', 'Qiqihar'],
  '0471': ['呼和浩特', 'Hohhot'],
  '0472': ['包头', 'Baotou'],
  '0510': ['无锡', 'Wuxi'],
  '0511': ['镇江', 'Zhenjiang'],
  '0512': ['苏州', 'Suzhou'],
  '0513': ['南通', 'Nantong'],
  '0514': ['扬州', 'Yangzhou'],
  '0515': ['盐城', 'Yancheng'],
  '0516': ['徐州', 'Xuzhou'],
  '0517': ['淮安', "Huai'an"],
  '0518': ['连云港', 'Lianyungang'],
  '0519': ['常州', 'Changzhou'],
  '0523': ['泰州', 'Taizhou (Jiangsu)'],
  '0531': ['济南', 'Jinan'],
  '0532': ['青岛', 'Qingdao'],
  '0533': ['淄博', 'Zibo'],
  '0535': ['烟台', 'Yantai'],
  '0536': ['潍坊', 'Weifang'],
  '0537': ['济宁', 'Jining'],
  '0539': ['临沂', 'Linyi'],
  '0551': ['合肥', 'Hefei'],
  '0553': ['芜湖', 'Wuhu'],
  '0571': ['杭州', 'Hangzhou'],
  '0572': ['湖州', 'Huzhou'],
  '0573': ['嘉兴', 'Jiaxing'],
  '0574': ['宁波', 'Ningbo'],
  '0575': ['绍兴', 'Shaoxing'],
  '0576': ['台州', 'Taizhou (Zhejiang)'],
  '0577': ['温州', 'Wenzhou'],
  '0579': ['金华', 'Jinhua'],
  '0591': ['福州', 'Fuzhou'],
  '0592': ['厦门', 'Xiamen'],
  '0594': ['莆田', 'Putian'],
  '0595': ['泉州', 'Quanzhou'],
  '0596': ['漳州', 'Zhangzhou'],
  '0631': ['威海', 'Weihai'],
  '0663': ['揭阳', 'Jieyang'],
  '0710': ['襄阳', 'Xiangyang'],
  '0717': ['宜昌', 'Yichang'],
  '0730': ['岳阳', 'Yueyang'],
  '0731': ['长沙', 'Changsha'],
  '0734': ['衡阳', 'Hengyang'],
  '0750': ['江门', 'Jiangmen'],
  '0752': ['惠州', 'Huizhou'],
  '0754': ['汕头', 'Shantou'],
  '0755': ['深圳', 'Shenzhen'],
  '0756': ['珠海', 'Zhuhai'],
  '0757': ['佛山', 'Foshan'],
  '0758': ['肇庆', 'Zhaoqing'],
  '0759': ['湛江', 'Zhanjiang'],
  '0760': ['中山', 'Zhongshan'],
  '0769': ['东莞', 'Dongguan'],
  '0771': ['南宁', 'Nanning'],
  '0772': ['柳州', 'Liuzhou'],
  '0773': ['桂林', 'Guilin'],
  '0791': ['南昌', 'Nanchang'],
  '0792': ['九江', 'Jiujiang'],
  '0797': ['赣州', 'Ganzhou'],
  '0816': ['绵阳', 'Mianyang'],
  '0851': ['贵阳', 'Guiyang'],
  '0871': ['昆明', 'Kunming'],
  '0891': ['拉萨', 'Lhasa'],
  '0898': ['海南', 'Hainan'],
  '0931': ['兰州', 'Lanzhou'],
  '0951': ['银川', 'Yinchuan'],
  '0971': ['西宁', 'Xining'],
  '0991': ['乌鲁木齐', 'Urumqi'],
};

/** With its 0. Three digits for the largest cities, four for all others (03xx to 09xx). */
export function isAreaCode(code: string): boolean {
  return /^0(?:10|2[0-57-9]|[3-9]\d\d)$/.test(code);
}

/** The area code of a landline in E.164 digits (861062345678 → 010), or null. */
export function areaCodeOf(number: string): string | null {
  if (!number.startsWith('86') || /^861[3-9]\d{9}$/.test(number)) return null;
  const national = number.slice(2);
  const three = `0${national.slice(0, 2)}`;
  if (isAreaCode(three)) return three;
  const four = `0${national.slice(0, 3)}`;
  return isAreaCode(four) ? four : null;
}

/** The city of an area code, where it is in the table. */
export function placeOfAreaCode(code: string): { readonly zh: string; readonly en: string } | null {
  const place = places[code];
  return place ? { zh: place[0], en: place[1] } : null;
}
