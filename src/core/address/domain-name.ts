/** What a domain name may be: its labels, and the name as a whole. */
import { code, isAscii, isLetDig } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { asciiOnly } from './idna.ts';
import { domainLimit, labelLimit, lengthWords } from './limits.ts';
import { isIpv4 } from './literal.ts';
import { type Details, judgeLength, type Reader, report } from './reader.ts';
import type { DomainName } from './recipient.ts';

export type Role = 'hop' | 'domain';

/**
 * RFC 5321 §4.1.2 Domain = sub-domain *("." sub-domain), RFC 6531 §3.3 sub-domain =/ U-label. Judges `name`, whose text
 * spans from `start` to the cursor. Every fault is reported at its label or character; the name is given back all the same.
 */
export function domainName(reader: Reader, start: number, name: string, role: Role): DomainName {
  const end = reader.at;
  // Where gaps were taken out, offsets into the name are none into the text: then all of it is to blame.
  const isExact = end - start === name.length;
  const say = (issueCode: AddressIssueCode, from = 0, to = name.length, fix?: string, more?: Details) =>
    report(reader, issueCode, isExact ? start + from : start, isExact ? start + to : end, fix, more);

  // RFC 5321 §4.1.2 sub-domain = Let-dig [Ldh-str]: neither empty nor with a hyphen at an edge; RFC 1035 §2.3.4: 63 octets.
  let from = 0;
  for (let to = 0; to <= name.length; to++) {
    const unit = to < name.length ? name.charCodeAt(to) : code.dot;
    if (unit === code.dot) {
      if (from < to) {
        if (name.charCodeAt(from) === code.hyphen) say('label-hyphen', from, from + 1);
        if (to - from > 1 && name.charCodeAt(to - 1) === code.hyphen) say('label-hyphen', to - 1, to);
        if (to - from > labelLimit)
          say('label-too-long', from, to, undefined, lengthWords(to - from, labelLimit));
      } else if (to < name.length) {
        say('label-empty', to, to + 1);
      } else if (to > 1) {
        say('domain-trailing-dot', to - 1, to, '');
      }
      from = to + 1;
    } else if (unit < 128 && !isLetDig(unit) && unit !== code.hyphen) {
      say('label-character', to, to + 1);
    }
  }

  const idna = aLabel.test(name) || !isAscii(name) ? reader.options.idna : undefined;
  const { ascii, unicode, findings } = (idna ?? asciiOnly).convert(name);
  for (const { code, start, end, fix, words } of findings) say(code, start, end, fix, words && { words });
  judgeLength(reader, 'domain-too-long', start, end, ascii.length, domainLimit);
  // An ideographic dot is a dot only once it is mapped.
  if (!ascii.includes('.')) {
    say(role === 'hop' ? 'hop-unqualified' : 'domain-unqualified');
  } else if (isIpv4(name)) {
    say('domain-looks-like-address', 0, name.length, role === 'hop' ? undefined : `[${name}]`);
  }
  return { kind: 'name', start, end, raw: reader.text.slice(start, end), ascii, unicode };
}

/** What looks like an A-label, RFC 5890 §2.3.2.1: the prefix in any case. */
const aLabel = /(?:^|\.)xn--/i;
