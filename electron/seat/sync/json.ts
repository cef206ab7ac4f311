/** Parsed JSON, or null where the text is none (a proxy's page, for one: the status says enough). Not yet checked against a schema. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
