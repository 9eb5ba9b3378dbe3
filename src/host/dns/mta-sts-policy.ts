/** MTA-STS as text: the record that announces a policy, and the policy. RFC 8461 §3. No network here. */

export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** In seconds. */
  readonly maxAge: number;
  /** Host names, or `*.` and a domain; in lower case. */
  readonly mx: readonly string[];
}

/** RFC 8461 §3.2: about a year. */
const longestAge = 31_557_600;

/** RFC 8461 §3.1: the id of the one record that is MTA-STS's own; undefined for none, several, or one that can't be read. */
export function stsId(records: readonly string[]): string | undefined {
  // Other things may stand at the name; what begins like ours is ours.
  const [record, ...more] = records.filter((text) => text.startsWith('v=STSv1;'));
  if (record === undefined || more.length > 0) return undefined;
  const fields = record.split(';').map((field) => field.trim());
  if (fields.at(-1) === '') fields.pop();
  if (!fields.slice(1).every((field) => /^[a-z0-9][\w.-]{0,31}=[\x21-\x3a\x3c\x3e-\x7e]+$/i.test(field)))
    return undefined;
  return /^id=([a-z0-9]{1,32})$/i.exec(fields.find((field) => field.startsWith('id=')) ?? '')?.[1];
}

/** RFC 8461 §3.2: undefined for a policy that can't be read. Of a key that comes twice the first counts, `mx` apart; unknown ones are passed over. */
export function readStsPolicy(text: string): StsPolicy | undefined {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, key = '', value = ''] = /^([a-z0-9][\w.-]*):[ \t]*(.*?)[ \t]*$/i.exec(line) ?? [];
    if (key === '') return undefined;
    if (key === 'mx') mx.push(value.toLowerCase());
    else if (!fields.has(key)) fields.set(key, value);
  }
  const mode = fields.get('mode');
  const maxAge = fields.get('max_age') ?? '';
  if (fields.get('version') !== 'STSv1') return undefined;
  if (mode !== 'enforce' && mode !== 'testing' && mode !== 'none') return undefined;
  if (!/^\d{1,10}$/.test(maxAge)) return undefined;
  // A policy that names no host would forbid all mail.
  if (mode !== 'none' && mx.length === 0) return undefined;
  if (!mx.every((pattern) => /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/.test(pattern))) return undefined;
  return {
    mode,
    maxAge: Math.min(Number(maxAge), longestAge),
    mx: mx.map((pattern) => pattern.replace(/\.$/, '')),
  };
}

/** RFC 8461 §4.1: `*` stands for exactly one label, the leftmost. `host`: A-labels in lower case. */
export function permits({ mx }: StsPolicy, host: string): boolean {
  return mx.some((pattern) =>
    pattern.startsWith('*.')
      ? host.slice(host.indexOf('.')) === pattern.slice(1) && host.indexOf('.') > 0
      : pattern === host,
  );
}
