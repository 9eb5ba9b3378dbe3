/** How much a server takes at once, RFC 9422, and the cutting of a recipient list by it. */

export interface Limits {
  /** RCPTMAX: recipients of one transaction. */
  readonly recipients: number;
  /** RCPTDOMAINMAX: different domains among them. */
  readonly domains: number;
  /** MAILMAX: transactions on one connection. */
  readonly transactions: number;
}

/** RFC 5321 §4.5.3.1.8: a server that says nothing takes at least a hundred recipients. */
const withoutWord = 100;

/** `parameters`: what stands behind LIMITS in the EHLO reply. RFC 9422 §3: a value that is none, and a name that we don't know, say nothing. */
export function limitsOf(parameters: string | undefined): Limits {
  const said = new Map(
    (parameters ?? '').split(' ').flatMap((parameter): [string, number][] => {
      const match = /^([A-Z0-9-]+)=([1-9][0-9]{0,5})$/i.exec(parameter);
      return match ? [[(match[1] ?? '').toUpperCase(), Number(match[2])]] : [];
    }),
  );
  return {
    recipients: said.get('RCPTMAX') ?? withoutWord,
    domains: said.get('RCPTDOMAINMAX') ?? Number.POSITIVE_INFINITY,
    transactions: said.get('MAILMAX') ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * The recipients of the next transaction, in order, at least one of them.
 * @param apart those who share a transaction with nobody: a server may tell its recipients of each other
 */
export function nextTransaction(
  waiting: readonly string[],
  { recipients, domains }: Limits,
  apart: ReadonlySet<string>,
): string[] {
  const [first] = waiting;
  if (first === undefined || apart.has(first)) return waiting.slice(0, 1);
  const seen = new Set<string>();
  const taken: string[] = [];
  for (const path of waiting) {
    if (apart.has(path) || (seen.size >= domains && !seen.has(domainOf(path)))) continue;
    seen.add(domainOf(path));
    taken.push(path);
    if (taken.length >= recipients) break;
  }
  return taken;
}

/** Of the mailbox in RCPT. */
const domainOf = (path: string): string => path.slice(path.lastIndexOf('@') + 1).toLowerCase();
