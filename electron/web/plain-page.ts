/** Shown instead of the desk: without a script, in both languages, saying what to do. Texts are our own constants. */
export function plainPage(title: string, paragraphs: readonly string[], link: { href: string; text: string } | null): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f6f8; color: #1f2329;
    font: 16px/1.7 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
  main { max-width: 34rem; margin: 1rem; padding: 2rem 2.5rem; background: #fff; border: 1px solid #e3e5e9; border-radius: 8px; }
  h1 { margin: 0 0 .75rem; font-size: 1.25rem; }
  p { margin: .5rem 0; }
  a { color: #0b57d0; }
  @media (prefers-color-scheme: dark) {
    body { background: #16181c; color: #e6e8eb; } main { background: #1f2226; border-color: #33373d; } a { color: #8ab4f8; }
  }
</style>
</head>
<body><main>
<h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
${link === null ? '' : `<p><a href="${link.href}">${link.text}</a></p>`}
</main></body>
</html>
`;
}

export const signInFirst = plainPage(
  '您好 · 请从启动时给出的地址打开',
  [
    '这个坐席只对打开它的人可见。请使用启动窗口里打印的完整地址(带一次性验证码);地址只能用一次,用过后请重新启动坐席。',
    'This seat opens only for the person who started it. Use the full address printed at start (it carries a one-time code). The code works once; start the seat again for a new one.',
  ],
  { href: '/screen/', text: '我已经打开过 · I was here before' },
);

export const notFound = plainPage('没有这个页面 · No such page', ['请回到坐席。', 'Please go back to the desk.'], {
  href: '/screen/',
  text: '回到坐席 · To the desk',
});

export const wrongHost = plainPage(
  '地址不对 · Wrong address',
  ['请用 127.0.0.1 或 localhost 打开坐席。', 'Open the seat by 127.0.0.1 or localhost.'],
  null,
);
