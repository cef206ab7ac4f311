/** The dial pad. */
export const dial = {
  title: '拨号',
  placeholder: '输入或粘贴号码',
  call: '呼叫',
  redial: '重拨 {{number}}',
  from: '主叫号码',
  fromDefault: '默认',
  backspace: '退格',
  clear: '清空',
  recent: '最近',
  noRecent: '还没有打过电话',
  emergency: '紧急号码',
  emergencyNames: { '110': '报警', '119': '火警', '120': '急救' },
  wrong: {
    'not-a-number': '这里面有不能拨的字符,请只留数字、+、* 和 #。',
    'too-short': '号码太短,请检查。',
    'too-long': '号码太长,请检查。',
  },
  cleaned: '将拨 {{number}}',
  lineDown: '线路未注册,现在打不出去。',
  practice: '练习线路:可拨 1002、600、忙音和无人接听号码,不会打到外面。',
};
