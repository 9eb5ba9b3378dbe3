/** An itinerary written in a notation; or why that notation cannot express it. */
import { octets } from '../address/chars.ts';
import type { Issue, Parsed, Severity } from '../address/issue.ts';
import { isIpv4 } from '../address/literal.ts';
import { isDotString, writeLocalPart, writeQuoted } from '../address/write.ts';
import type { RouteIssueCode } from './codes.ts';
import { isHost, isLiteral } from './host.ts';
import type { Itinerary, Notation } from './itinerary.ts';

/** RFC 5321 §4.5.3.1.1 and §4.5.3.1.3, in octets; the path with its angle brackets. */
const limits = { localPart: 64, path: 256 };

type RouteIssue = Issue<RouteIssueCode>;

/**
 * The path without angle brackets, hosts as A-labels, as little quoting as can be. Without hops all notations are the
 * plain mailbox. An itinerary has no text to point at, so every issue spans 0..0; its `words` say what it is about.
 */
export function render(itinerary: Itinerary, notation: Notation): Parsed<string, RouteIssueCode> {
  const issues = [...soundness(itinerary), ...obstacles[notation](itinerary)];
  if (issues.some(isError)) return { ok: false, issues };
  const { localPart, path } = writers[notation](itinerary);
  issues.push(...overLimit(localPart, path));
  if (issues.some(isError)) return { ok: false, issues };
  return { ok: true, value: path, issues };
}

const isError = ({ severity }: RouteIssue): boolean => severity === 'error';

function issue(code: RouteIssueCode, words?: RouteIssue['words'], severity: Severity = 'error'): RouteIssue {
  return { code, severity, start: 0, end: 0, ...(words ? { words } : {}) };
}

/** What no notation can carry: this is the last look before a path goes to a server. */
function soundness({ hops, localPart, domain }: Itinerary): RouteIssue[] {
  const found: RouteIssue[] = [];
  if (domain === '') found.push(issue('domain-absent'));
  for (const host of domain === '' ? hops : [...hops, domain]) {
    if (!isHost(host)) found.push(issue('host-invalid', { text: host }));
  }
  // RFC 5321 §4.1.2 qtextSMTP and quoted-pairSMTP hold no control characters, quoted or not.
  if (/[\0-\x1f\x7f]/.test(localPart) || !localPart.isWellFormed()) {
    found.push(issue('local-part-invalid', { text: localPart }));
  }
  return found;
}

/** What one notation cannot carry. */
const obstacles: Readonly<Record<Notation, (itinerary: Itinerary) => RouteIssue[]>> = {
  'source-route': ({ hops }) =>
    hops
      .filter(isLiteral)
      .map((text) => issue('literal-hop', { text }, isIpv4(text.slice(1, -1)) ? 'warning' : 'error')),
  percent: (itinerary) => {
    const { hops, localPart } = itinerary;
    const found = innerLiterals(itinerary);
    if (/[%!@]/.test(localPart) || (hops.length > 0 && localPart === '')) {
      found.push(issue('percent-local-part', { text: localPart }));
    } else if (hops.length > 0 && !isDotString(localPart)) {
      found.push(issue('percent-quoted', { text: localPart }, 'warning'));
    }
    return found;
  },
  bang: (itinerary) => {
    const { hops, localPart } = itinerary;
    const found = innerLiterals(itinerary);
    if (/[%!]/.test(localPart)) found.push(issue('bang-local-part', { text: localPart }));
    else if (hops.length > 0 && !isDotString(localPart)) {
      found.push(issue('bang-quoted', { text: localPart }));
    }
    return found;
  },
};

function innerLiterals({ hops, domain }: Itinerary): RouteIssue[] {
  return [...hops, domain]
    .slice(1)
    .filter(isLiteral)
    .map((text) => issue('inner-literal', { text }));
}

interface Written {
  /** As it stands before the "@", for its length. */
  readonly localPart: string;
  readonly path: string;
}

const writers: Readonly<Record<Notation, (itinerary: Itinerary) => Written>> = {
  // RFC 5321 §4.1.2 A-d-l ":" Mailbox
  'source-route': ({ hops, localPart, domain }) => {
    const local = writeLocalPart(localPart);
    const route = hops.length > 0 ? `${hops.map((hop) => `@${hop}`).join(',')}:` : '';
    return { localPart: local, path: `${route}${local}@${domain}` };
  },
  // RFC 1123 §5.2.16: the next server stands rightmost. A local-part that needs quotes is quoted with its hosts.
  percent: ({ hops, localPart, domain }) => {
    const [first = domain, ...inner] = [...hops, domain];
    const whole = [localPart, ...inner.reverse()].join('%');
    const local = isDotString(localPart) ? whole : writeQuoted(whole);
    return { localPart: local, path: `${local}@${first}` };
  },
  // The next server stands leftmost; the first one behind "@", for on the wire a path without "@" is none.
  bang: ({ hops, localPart, domain }) => {
    const [first = domain, ...inner] = [...hops, domain];
    const local = inner.length > 0 ? [...inner, localPart].join('!') : writeLocalPart(localPart);
    return { localPart: local, path: `${local}@${first}` };
  },
};

function overLimit(localPart: string, path: string): RouteIssue[] {
  const found: RouteIssue[] = [];
  const say = (code: RouteIssueCode, count: number, limit: number) => {
    if (count > limit) found.push(issue(code, { octets: String(count), limit: String(limit) }));
  };
  say('local-part-over-limit', octets(localPart), limits.localPart);
  say('path-over-limit', octets(path) + 2, limits.path);
  return found;
}
