/** Origins and the match patterns by which browsers name them. */

/** The origin of a tab's address, where an extension may run at all. */
export function originOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/** `https://mail.example.org:8443` to `https://mail.example.org/*`: Firefox knows no ports in patterns, so all ports of the host count. */
export function patternOf(origin: string): string | undefined {
  if (originOf(origin) !== origin) return undefined;
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
