/** Names a dialog from its receiver's side: the to-tag is ours (RFC 3891 §3). */
export type Replaces = { readonly callId: string; readonly toTag: string; readonly fromTag: string };

/** CALL-ID;to-tag=…;from-tag=… (RFC 3891 §6.1); null when a part is missing. */
export function parseReplaces(text: string): Replaces | null {
  const [callId, ...parts] = text.split(';').map((part) => part.trim());
  const tag = (name: string): string | undefined =>
    parts.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const toTag = tag('to-tag');
  const fromTag = tag('from-tag');
  return callId && toTag && fromTag ? { callId, toTag, fromTag } : null;
}
