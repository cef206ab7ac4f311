import type { dial as zh } from '../zh-CN/dial.ts';

export const dial: typeof zh = {
  title: 'Dial',
  placeholder: 'Type or paste a number',
  call: 'Call',
  redial: 'Redial {{number}}',
  from: 'Shown number',
  recent: 'Recent',
  noRecent: 'No calls placed yet',
  emergency: 'Emergency',
  emergencyNames: { '110': 'Police', '119': 'Fire', '120': 'Ambulance' },
  wrong: {
    'not-a-number': 'There are characters that cannot be dialled. Keep digits, +, * and # only.',
    'too-short': 'The number is too short. Please check it.',
    'too-long': 'The number is too long. Please check it.',
    'unknown-number': 'No such number exists. Please check it.',
  },
  cleaned: 'Will dial {{number}}',
  withExtension: '{{number}} ext. {{extension}}',
  kind: {
    mobile: 'mobile',
    landline: 'landline',
    service: 'service number',
    emergency: 'emergency',
    internal: 'internal',
    foreign: 'abroad',
    code: 'feature code',
  },
  lineDown: 'The line is not registered; calls cannot go out now.',
  practice: 'Practice line: 1002, 600, the busy and the no-answer numbers work. Nothing goes outside.',
};
