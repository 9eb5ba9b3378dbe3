/**
 * Operators that take in mail for the domains of others: behind BY stands neither that domain nor an MX name, but a server of
 * many. Each has lines in public mailing list archives beyond number; seen there in November 2026.
 */
import { hostKey, isWithin } from './host.ts';

export interface Operator {
  /** Domains of its MX hosts, and mail domains of its own: what is below one of them, it serves. */
  readonly serves: readonly string[];
  /** Domains of the names that it writes behind BY. */
  readonly names: readonly string[];
  /** Domains of the names under which it takes in, from outside, only what its own customers submit (RFC 6409). */
  readonly submission: readonly string[];
  /** How addresses (as `hostKey` writes them) begin that nobody outside can have; it writes them behind BY, and its own clients have them. */
  readonly inside: readonly string[];
}

const google: Operator = {
  // MX: gmail-smtp-in.l.google.com, aspmx.l.google.com, smtp.google.com, aspmx2.googlemail.com
  serves: ['google.com', 'googlemail.com', 'gmail.com'],
  // `by mx.google.com with ESMTPS`, `by mail-wm1-f54.google.com with SMTP`
  names: ['google.com'],
  // `from laptop ([198.51.100.5]) by smtp.gmail.com with ESMTPSA`
  submission: ['smtp.gmail.com'],
  // `by 2002:a05:6a10:410a:b0:2e9:1234:5678 with SMTP`: 6to4 (RFC 3056 §2) of 10.5.0.0/16, which is private (RFC 1918 §3).
  inside: ['2002:a05:'],
};

const microsoft: Operator = {
  // MX: example-com.mail.protection.outlook.com, hotmail-com.olc.protection.outlook.com, example-com.j-v1.mx.microsoft
  serves: ['protection.outlook.com', 'mx.microsoft', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
  // `by DB1PEPF000509EC.mail.protection.outlook.com`, `by DU2P251CA0019.outlook.office365.com`,
  // `by AS4PR08MB8045.eurprd08.prod.outlook.com`, `by AS8PR01MB9999.eurprd01.prod.exchangelabs.com`
  names: ['protection.outlook.com', 'outlook.office365.com', 'prod.outlook.com', 'prod.exchangelabs.com'],
  // `from [10.0.0.5] (198.51.100.5) by AS8PR04MB7733.eurprd04.prod.outlook.com with Microsoft SMTP Server`, which does not say that
  // the client signed on. What comes by MX, comes to a name below mail.protection.outlook.com. By headers, not measured.
  submission: ['prod.outlook.com'],
  // Exchange Online among itself: Asia, Europe, North America, Australia, Latin America. Whoever comes from outside, another
  // tenant's mail too, comes from another network (40.107.0.0/16, 2a01:111:f400::/48).
  inside: ['2603:1096:', '2603:10a6:', '2603:10b6:', '2603:10c6:', '2603:10d6:'],
};

const yahoo: Operator = {
  // MX: mta5.am0.yahoodns.net
  serves: ['yahoodns.net', 'yahoo.com'],
  // `from 10.197.40.73 by atlas116.free.mail.bf1.yahoo.com with HTTPS`
  names: ['yahoo.com'],
  submission: [],
  // `from 192.0.2.7 (EHLO s1.test) by 10.197.40.73 with SMTPs`: private, RFC 1918 §3.
  inside: ['10.'],
};

const operators: readonly Operator[] = [google, microsoft, yahoo];

/** Who serves one of these hosts: a domain, and the MX names that were looked up for it. */
export const operatorServing = (hosts: readonly string[]): Operator | undefined =>
  operators.find(({ serves }) => hosts.some((host) => serves.some((domain) => isWithin(host, domain))));

/** Who writes this name behind BY. */
export const operatorNamed = (host: string): Operator | undefined =>
  operators.find((operator) => isNamed(operator, host));

/** Who takes in under this name what its own customers submit. */
export const operatorSubmittedTo = (host: string): Operator | undefined =>
  operators.find((operator) => isSubmissionOf(operator, host));

export const isSubmissionOf = ({ submission }: Operator, host: string): boolean =>
  submission.some((domain) => isWithin(host, domain));

export const isNamed = ({ names }: Operator, host: string): boolean =>
  names.some((domain) => isWithin(host, domain));

export const isInside = ({ inside }: Operator, address: string): boolean =>
  inside.some((beginning) => hostKey(address).startsWith(beginning));

/** Whether a server that calls itself so is the operator's. */
export const isServerOf = (operator: Operator, by: string): boolean =>
  isNamed(operator, by) || isInside(operator, by);
