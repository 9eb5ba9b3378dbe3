/** White space and comments. */
import { describe } from 'vitest';
import { rows } from './table.ts';

describe('RFC 5322 §3.2.2 CFWS', () => {
  rows([
    ['header', '(a\\\u0001b)user@dest.test', ['control-in-quotes 2-4'], ['user@dest.test']],
    ['header', '(a\u0000b)user@dest.test', ['!control-character 2-3'], ['user@dest.test']],
    ['header', '(a\u0001b)user@dest.test', ['control-in-quotes 2-3'], ['user@dest.test']],
    ['header', '(a\tb\\\tc)user@dest.test', [], ['user@dest.test']],
    ['header', '(a\r b)user@dest.test', ['!line-break 2-3'], ['user@dest.test']],
    ['header', '(a\n b)user@dest.test', ['!line-break 2-3'], ['user@dest.test']],
    ['header', '(a\n\n b)user@dest.test', ['!line-break 2-3', '!line-break 3-4'], ['user@dest.test']],
    ['header', '(a\r\n b)user@dest.test', [], ['user@dest.test']],
    ['header', '(a\\é)user@dest.test', [], ['user@dest.test']],
    ['input', '(a\\é)user@dest.test', ['comment 0-5', 'quoted-pair-not-ascii 2-4'], ['user@dest.test']],
    ['header', '(a\\\rb)user@dest.test', ['control-in-quotes 2-4'], ['user@dest.test']],
    ['input', '(a\\\rb)user@dest.test', ['comment 0-6', '!line-break 2-4'], ['user@dest.test']],
    ['header', '(a\\', ['!comment-unclosed 0-3'], []],
    ['header', 'user \r\n @dest.test', [], ['user@dest.test']],
  ]);
});
