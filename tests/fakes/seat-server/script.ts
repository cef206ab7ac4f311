import type { ScriptView, Sentence, SentenceReason, Situation, Stage } from '#shared/script/view.ts';

const situation = (id: string, title: string, say: string[], doThis: string[], avoid: string[]): Situation => ({
  id,
  title,
  say,
  doThis,
  avoid,
});

export const situations: Situation[] = [
  situation(
    'hurry',
    '客户催促上门',
    ['我理解您着急,我现在就帮您催办,并在 10 分钟内给您回电。'],
    ['先说理解,再说办法', '记下回电时间'],
    ['“已经派了,您再等等”'],
  ),
  situation('look-up', '需要查询,请稍等', ['请您稍等,我帮您查一下,大约需要一分钟,可以吗?'], ['等客户同意再保持'], ['“等一下”']),
  situation(
    'faint',
    '听不清,请大声一点',
    ['不好意思,您的声音有些小,能请您大声一点吗?'],
    ['隔五秒再说一次,至多两次'],
    ['“喂?喂?”'],
  ),
  situation(
    'compensation',
    '要求赔偿',
    ['您的要求我已记下,我们会在今天 17 点前由专人答复您。'],
    ['记录损失与要求'],
    ['“这是公司规定”'],
  ),
  situation('colleague', '要找其他同事', ['请问您找的是哪一位?我帮您转接。'], [], ['“他不在”']),
  situation('silent', '无声电话', ['您好!清源水务客服中心,请问有什么可以帮您?'], ['每五秒说一次,共两次'], []),
  situation('dialect', '方言听不懂', ['不好意思,能请您说慢一些吗?'], [], []),
  situation('agent-number', '问工号', ['我的工号是 1001。'], [], []),
  situation('wrong-number', '打错电话', ['这里是清源水务客服中心,请您核对号码,再见。'], [], []),
  situation('abuse', '辱骂', ['我很想帮您解决问题,请您平静地和我说,好吗?'], ['提醒两次后可请班长'], ['任何顶撞']),
];

const texts: Record<Stage, string> = {
  opening: '王女士,您好!清源水务客服中心,请问有什么可以帮您?',
  'ask-wait': '请您稍等,我帮您查一下,大约需要一分钟,可以吗?',
  'on-hold': '王女士,感谢您的等候。',
  back: '王女士,感谢您的等候。',
  confirm: '王女士,我再和您核对一下:枣园路 46 号院,厨房水表处还在渗水,今天 15 点前有人上门,对吗?',
  'ask-more': '请问还有什么可以帮您?',
  closing: '感谢您的来电,祝您周末愉快,再见!',
};

const reasons: Record<Stage, SentenceReason[]> = {
  opening: ['hour', 'customer-known'],
  'ask-wait': ['hold'],
  'on-hold': ['after-hold'],
  back: ['after-hold'],
  confirm: ['kind'],
  'ask-more': [],
  closing: ['weekend'],
};

const order: Stage[] = ['opening', 'ask-wait', 'on-hold', 'back', 'confirm', 'ask-more', 'closing'];

/** Before the customer is known the words carry no name. */
export const strangerOpening = '您好!清源水务客服中心,请问有什么可以帮您?';

export function script(stage: Stage, said: readonly Stage[] = [], opening = texts.opening): ScriptView {
  const nameless = opening === strangerOpening;
  const of = (one: Stage): Sentence => ({
    stage: one,
    text: one === 'opening' ? opening : nameless ? texts[one].replace('王女士,', '') : texts[one],
    reasons: one === 'opening' && nameless ? ['hour', 'customer-unknown'] : reasons[one],
    about: null,
    said: said.includes(one),
  });
  return { packVersion: 'v12', now: of(stage), stages: order.map(of), situations };
}
