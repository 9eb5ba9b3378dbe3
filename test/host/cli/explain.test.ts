/** `waypost explain`: every code, in both languages, for people and for programs. */
import { describe, expect, test } from 'vitest';
import { type Code, codes, nearest } from '../../../src/host/cli/explanation.ts';
import { waypost } from '../run-cli.ts';

describe('waypost explain', () => {
  test('for people', async () => {
    const { out, code } = await waypost(['explain', 'literal-ipv6-untagged']);
    expect(code).toBe(0);
    expect(out).toBe(
      'literal-ipv6-untagged, RFC 5321 §4.1.3\n' +
        '  An IPv6 address needs its tag: write “IPv6:” behind the bracket.\n' +
        '  smtp: error, rfc821: error, header: warning, input: error\n\n' +
        '  Example, by the rules of smtp:\n' +
        '    user@[2001:db8::1]\n' +
        '         ^^^^^^^^^^^^^\n' +
        '  Offered instead: user@[IPv6:2001:db8::1]\n',
    );
  });

  test('what a notation cannot write has an itinerary for an example, and what it cannot read a text', async () => {
    expect((await waypost(['explain', 'bang-quoted'])).out).toBe(
      'bang-quoted, RFC 5321 §2.3.11\n' +
        '  The local-part “the user” needs quotes, and bang notation has none: choose another notation.\n' +
        '  error\n\n' +
        '  Example, written in bang notation: client -> s1.test -> s2.test -> dest.test, to "the user"@dest.test\n',
    );
    expect((await waypost(['explain', 'not-this-notation'])).out).toContain(
      '  Example, read as percent notation:\n    @s1.test:user%dest.test@s2.test\n             ^^^^^^^^^^^^^^\n',
    );
  });

  test('for programs', async () => {
    const { out } = await waypost(['explain', 'label-hyphen', '--json']);
    expect(JSON.parse(out)).toEqual({
      code: 'label-hyphen',
      severity: { smtp: 'error', rfc821: 'error', header: 'warning', input: 'error' },
      rfc: 'RFC 5321 §4.1.2',
      message: 'A label of a host name neither begins nor ends with a hyphen: delete it.',
      example: expect.objectContaining({ profile: 'smtp', text: 'user@-dest.test', start: 5, end: 6 }),
    });
  });

  test.each(codes)('%s in both languages', async (code) => {
    const english = await waypost(['explain', code]);
    const russian = await waypost(['explain', code], { language: 'ru' });
    expect([english.code, russian.code]).toEqual([0, 0]);
    expect(english.out).not.toMatch(/[{}]/);
    expect(russian.out).toMatch(/[а-яё]{3}/i);
    expect(english.out.split('\n').length).toBe(russian.out.split('\n').length);
  });

  test('an unknown code is wrong usage, and the nearest codes are named', async () => {
    const { out, err, code } = await waypost(['explain', 'label-hypen']);
    expect([out, code]).toEqual(['', 64]);
    expect(err).toContain('label-hypen');
    expect(err).toContain('label-hyphen');
    expect((await waypost(['explain'])).code).toBe(64);
  });

  test.each<[string, Code]>([
    ['source-rout', 'source-route'],
    ['LABEL-HYPHEN', 'label-hyphen'],
    ['at_missing', 'at-missing'],
    ['ipv6-untagged', 'literal-ipv6-untagged'],
  ])('%s is near %s', (wanted, code) => expect(nearest(wanted)).toContain(code));
});
