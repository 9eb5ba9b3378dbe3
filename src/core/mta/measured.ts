/**
 * What real servers did with `@s1,@s2,@s3:user@dest`, `user%dest%s3%s2@s1` and `s2!dest!user@s1` when each was sent to s1. "Follows" means
 * that s2 got the rest; an answer of 250 alone proves nothing.
 */
import type { Handling, MtaBehaviour, ServerKind } from './behaviour.ts';

const date = '2026-11-23';

/** The handling of source route, percent and bang, in this order; undefined where it was not tried. */
function measured(
  server: ServerKind,
  version: string,
  configuration: string,
  route: Handling,
  percent: Handling | undefined,
  bang: Handling | undefined,
): MtaBehaviour {
  return {
    server,
    version,
    configuration,
    'source-route': route,
    ...(percent ? { percent } : {}),
    ...(bang ? { bang } : {}),
    evidence: 'run',
    date,
  };
}

/**
 * Configurations: `default`: as Debian ships it, the client may not relay. `relay`: the client may, all else as shipped. The others are
 * `relay` and what their name says.
 */
export const servers: readonly MtaBehaviour[] = [
  measured('postfix', '3.7.11', 'default', 'refuses', 'refuses', 'refuses'),
  measured('postfix', '3.7.11', 'relay', 'drops-route', 'follows', 'follows'),
  // allow_percent_hack=no, swap_bangpath=no
  measured('postfix', '3.7.11', 'no-percent-no-bang', 'drops-route', 'refuses', 'refuses'),
  // smtpd_command_filter, smtp_generic_maps and smtp_quote_rfc821_envelope=no; percent leaves as a source route
  measured('postfix', '3.7.11', 'source-route', 'follows', 'follows', undefined),
  measured('exim', '4.96', 'default', 'refuses', 'refuses', 'refuses'),
  measured('exim', '4.96', 'relay', 'drops-route', 'refuses', 'refuses'),
  // without Debian's ACL on local-parts: accepted, then bounced
  measured('exim', '4.96', 'open-acl', 'drops-route', 'opaque', 'opaque'),
  measured('exim', '4.96', 'percent-hack', 'drops-route', 'follows', undefined),
  // rewrite rules with the S flag; a source route leaves as percent
  measured('exim', '4.96', 's-rewrite', 'follows', 'follows', 'follows'),
  measured('sendmail', '8.17.1.9', 'default', 'refuses', 'refuses', 'refuses'),
  measured('sendmail', '8.17.1.9', 'relay', 'drops-route', 'follows', 'follows'),
  // define(`_USE_DEPRECATED_ROUTE_ADDR_')
  measured('sendmail', '8.17.1.9', 'route-addr', 'follows', 'follows', 'follows'),
  measured('sendmail', '8.17.1.9', 'nouucp', 'drops-route', 'follows', 'refuses'),
  measured('sendmail', '8.17.1.9', 'nopercenthack', 'drops-route', 'refuses', 'follows'),
  measured('opensmtpd', '6.8.0p2', 'default', 'refuses', 'refuses', 'refuses'),
  measured('opensmtpd', '6.8.0p2', 'relay', 'drops-route', 'refuses', 'refuses'),
  measured('courier', '1.0.16', 'relay', 'refuses', 'refuses', 'refuses'),
  // esmtppercentrelay names the next hops
  measured('courier', '1.0.16', 'percent-relay', 'refuses', 'follows', 'refuses'),
  measured('haraka', '3.3.4', 'default', 'refuses', 'opaque', 'opaque'),
  measured('haraka', '3.3.4', 'relay', 'drops-route', 'opaque', 'opaque'),
  measured('chasquid', '1.11', 'default', 'refuses', undefined, undefined),
];

/** The row of a server in a configuration. */
export const serverBehaviour = (server: ServerKind, configuration: string): MtaBehaviour | undefined =>
  servers.find((row) => row.server === server && row.configuration === configuration);
