export type Variables = Readonly<Record<string, string | null>>;

/**
 * A wording with its variables filled in: see Words in pack.ts. Filled once, so that a value is never read as a template (a name may
 * contain braces), and no brace, bracket or control character is left.
 */
export function fill(template: string, variables: Variables): string {
  const text = template.replaceAll(/\[([^[\]|]*)(?:\|([^[\]|]*))?\]/g, (_, main: string, otherwise: string | undefined) =>
    namesIn(main).every((name) => wordFor(name, variables).trim() !== '') ? main : (otherwise ?? ''),
  );
  const filled = text
    .split(/(\{[^{}]*\})/)
    .map((part) => (/^\{[^{}]*\}$/.test(part) ? wordFor(part.slice(1, -1), variables) : part.replaceAll(/[{}[\]|]/g, '')))
    .join('');
  return filled.trim().slice(0, 500);
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

function wordFor(name: string, variables: Variables): string {
  const value = Object.hasOwn(variables, name) ? variables[name] : null;
  return (value ?? '').replaceAll(/[{}[\]|\p{Cc}\p{Cf}]/gu, '');
}
