/** Source routes: RFC 5321 §4.1.2 A-d-l, RFC 5322 §4.4 obs-route, and what people type. */
import { describe } from 'vitest';
import { rows } from './table.ts';

describe('routes as they should be', () => {
  rows([
    [
      'smtp',
      '<@s1.test,@s2.test,@s3.test:user@dest.test>',
      ['source-route 1-28'],
      ['@s1.test,@s2.test,@s3.test:user@dest.test'],
    ],
    [
      'header',
      '<@s1.test,@s2.test,@s3.test:user@dest.test>',
      ['source-route 1-28'],
      ['@s1.test,@s2.test,@s3.test:user@dest.test'],
    ],
    [
      'input',
      '<@s1.test,@s2.test,@s3.test:user@dest.test>',
      ['source-route 1-28'],
      ['@s1.test,@s2.test,@s3.test:user@dest.test'],
    ],
    ['smtp', '<@s1.test:user@dest.test>', ['source-route 1-10'], ['@s1.test:user@dest.test']],
    ['rfc821', '<@s1.test:user@dest.test>', ['source-route 1-10'], ['@s1.test:user@dest.test']],
    ['smtp', '<@s1.test:"a:b,c>d"@dest.test>', ['source-route 1-10'], ['@s1.test:"a:b,c>d"@dest.test']],
    ['smtp', '<@s1.test:"user@x"@dest.test>', ['source-route 1-10'], ['@s1.test:"user@x"@dest.test']],
    [
      'smtp',
      '<@s1.test:user@[IPv6:2001:db8::1]>',
      ['source-route 1-10'],
      ['@s1.test:user@[IPv6:2001:db8::1]'],
    ],
    [
      'smtp',
      '<@s1.test:user%x.test@dest.test>',
      ['source-route 1-10', 'percent-in-local-part 10-21'],
      ['@s1.test:user%x.test@dest.test'],
    ],
    [
      'smtp',
      '<@xn--bcher-kva.example,@bücher.example:u@h.test>',
      ['source-route 1-40'],
      ['@xn--bcher-kva.example,@xn--bcher-kva.example:u@h.test'],
    ],
    ['header', 'Bob <@s1.test:user@dest.test>', ['source-route 5-14'], ['@s1.test:user@dest.test']],
    ['header', 'Team: <@s1.test:user@dest.test>;', ['source-route 7-16'], ['@s1.test:user@dest.test']],
    [
      'smtp',
      '<@ONE,@TWO:JOE@THREE>',
      ['source-route 1-11', 'hop-unqualified 2-5', 'hop-unqualified 7-10', 'domain-unqualified 15-20'],
      ['@one,@two:JOE@three'],
    ],
    ['smtp', '<@S1.Test:User@Dest.Test>', ['source-route 1-10'], ['@s1.test:User@dest.test']],
  ]);
});

describe('brackets', () => {
  rows([
    ['smtp', '@s1.test,@s2.test:user@dest.test', ['source-route 0-18', '!route-brackets-missing 0-32'], []],
    ['header', '@s1.test,@s2.test:user@dest.test', ['source-route 0-18', '!route-brackets-missing 0-32'], []],
    [
      'input',
      '@s1.test,@s2.test:user@dest.test',
      ['source-route 0-18', 'route-brackets-missing 0-32'],
      ['@s1.test,@s2.test:user@dest.test'],
    ],
    [
      'input',
      '@s1.test,@s2.test:user@dest.test, b@x.test',
      ['source-route 0-18', 'route-brackets-missing 0-32'],
      ['@s1.test,@s2.test:user@dest.test', 'b@x.test'],
    ],
    ['smtp', '<@s1.test:user@dest.test', ['!bracket-unclosed 0-24', 'source-route 1-10'], []],
    ['header', '<@s1.test:user@dest.test', ['!bracket-unclosed 0-24', 'source-route 1-10'], []],
    ['input', '<@s1.test:user@dest.test', ['!bracket-unclosed 0-24', 'source-route 1-10'], []],
    [
      'smtp',
      '@s1.test:user@dest.test>',
      ['source-route 0-9', '!route-brackets-missing 0-23', '!bracket-stray 23-24'],
      [],
    ],
    [
      'header',
      '@s1.test:user@dest.test>',
      ['source-route 0-9', '!route-brackets-missing 0-23', '!bracket-stray 23-24'],
      [],
    ],
    [
      'input',
      '@s1.test:user@dest.test>',
      ['source-route 0-9', 'route-brackets-missing 0-23', '!bracket-stray 23-24'],
      [],
    ],
    ['input', '<@s1.test:u@d.test, b@x.test', ['!bracket-unclosed 0-18', 'source-route 1-10'], ['b@x.test']],
    [
      'smtp',
      '<@s1.test:user@dest.test> NOTIFY=NEVER',
      ['source-route 1-10', '!space-around 25-26', '!text-after-address 26-38'],
      [],
    ],
    ['smtp', '<>', ['!null-path 0-2'], []],
    ['smtp', '<Postmaster>', [], ['Postmaster']],
    ['smtp', '<postMASTER>', [], ['postMASTER']],
    ['smtp', 'postmaster', ['!at-missing 0-10'], []],
    ['smtp', '<@s1.test:postmaster>', ['source-route 1-10', '!at-missing 10-20'], []],
  ]);
});

describe('colon', () => {
  rows([
    ['smtp', '<@s1.test,@s2.test>', ['!route-colon-missing 1-18'], []],
    ['header', '<@s1.test,@s2.test>', ['!route-colon-missing 1-18'], []],
    ['input', '<@s1.test,@s2.test>', ['!route-colon-missing 1-18'], []],
    ['input', '@s1.test,@s2.test', ['!route-colon-missing 0-17'], []],
    ['smtp', '<@s1.test,user@dest.test>', ['source-route 1-10', '!route-colon-missing 9-10'], []],
    ['header', '<@s1.test,user@dest.test>', ['source-route 1-10', '!route-colon-missing 9-10'], []],
    ['input', '<@s1.test,user@dest.test>', ['source-route 1-10', '!route-colon-missing 9-10'], []],
    ['smtp', '<@s1.test user@dest.test>', ['!route-colon-missing 1-9'], []],
    ['smtp', '<@s1.test:@s2.test:user@dest.test>', ['source-route 1-19', '!route-twice 9-10'], []],
    ['smtp', '<@s1.test:@dest.test>', ['!local-part-missing 9-20'], []],
    ['smtp', '<@s1.test:>', ['source-route 1-10', '!local-part-missing 9-10'], []],
    ['smtp', '<@s1.test::user@dest.test>', ['source-route 1-10', '!unexpected-character 10-11'], []],
  ]);
});

describe('"@" and comma', () => {
  rows([
    ['smtp', '<@s1.test,s2.test:user@dest.test>', ['source-route 1-18', '!hop-at-missing 10-17'], []],
    ['header', '<@s1.test,s2.test:user@dest.test>', ['source-route 1-18', '!hop-at-missing 10-17'], []],
    ['input', '<@s1.test,s2.test:user@dest.test>', ['source-route 1-18', '!hop-at-missing 10-17'], []],
    ['smtp', '<s1.test,@s2.test:user@dest.test>', ['!hop-at-missing 1-8'], []],
    ['header', '<s1.test,@s2.test:user@dest.test>', ['!hop-at-missing 1-8'], []],
    ['input', '<s1.test,@s2.test:user@dest.test>', ['!hop-at-missing 1-8'], []],
    ['smtp', 's1.test:user@dest.test', ['!hop-at-missing 0-7'], []],
    ['header', 's1.test:user@dest.test', ['!group-unclosed 0-22'], ['user@dest.test']],
    ['input', 's1.test:user@dest.test', ['!hop-at-missing 0-7'], []],
    ['smtp', '<@s1.test@s2.test:user@dest.test>', ['source-route 1-18', '!hop-comma-missing 9-10'], []],
    [
      'smtp',
      '<@s1.test @s2.test:user@dest.test>',
      ['source-route 1-19', '!space-in-route 9-10', '!hop-comma-missing 10-11'],
      [],
    ],
    ['smtp', '<@@s1.test:user@dest.test>', ['source-route 1-11', '!at-extra 2-3'], []],
    ['smtp', '<@:user@dest.test>', ['!hop-name-missing 1-2', 'source-route 1-3'], []],
    ['smtp', '<@>', ['!hop-name-missing 1-2'], []],
    ['smtp', '@', ['!hop-name-missing 0-1'], []],
    ['smtp', '<@s1.test;@s2.test:u@d.test>', ['!route-colon-missing 1-9'], []],
  ]);
});

describe('empty hops', () => {
  rows([
    ['smtp', '<@s1.test,,@s2.test:user@dest.test>', ['source-route 1-20', '!hop-empty 10-11'], []],
    [
      'header',
      '<@s1.test,,@s2.test:user@dest.test>',
      ['source-route 1-20', 'hop-empty 10-11'],
      ['@s1.test,@s2.test:user@dest.test'],
    ],
    ['input', '<@s1.test,,@s2.test:user@dest.test>', ['source-route 1-20', '!hop-empty 10-11'], []],
    ['smtp', '<,@s1.test:user@dest.test>', ['!hop-empty 1-2', 'source-route 1-11'], []],
    [
      'header',
      '<,@s1.test:user@dest.test>',
      ['hop-empty 1-2', 'source-route 1-11'],
      ['@s1.test:user@dest.test'],
    ],
    ['input', '<,@s1.test:user@dest.test>', ['!hop-empty 1-2', 'source-route 1-11'], []],
    ['smtp', '<@s1.test,:user@dest.test>', ['source-route 1-11', '!hop-empty 9-10'], []],
    [
      'header',
      '<@s1.test,:user@dest.test>',
      ['source-route 1-11', 'hop-empty 9-10'],
      ['@s1.test:user@dest.test'],
    ],
    ['input', '<@s1.test,:user@dest.test>', ['source-route 1-11', '!hop-empty 9-10'], []],
    ['header', '<,:user@dest.test>', ['hop-empty 1-2', '!hop-name-missing 1-2'], []],
    [
      'header',
      '<@s1.test, (c) ,@s2.test:u@d.test>',
      ['source-route 1-25', 'hop-empty 15-16'],
      ['@s1.test,@s2.test:u@d.test'],
    ],
  ]);
});

describe('spaces and comments', () => {
  rows([
    ['smtp', '<@s1.test, @s2.test:u@d.test>', ['source-route 1-20', '!space-in-route 10-11'], []],
    ['header', '<@s1.test, @s2.test:u@d.test>', ['source-route 1-20'], ['@s1.test,@s2.test:u@d.test']],
    [
      'input',
      '<@s1.test, @s2.test:u@d.test>',
      ['source-route 1-20', 'space-in-route 10-11'],
      ['@s1.test,@s2.test:u@d.test'],
    ],
    ['smtp', '<@s1.test,@s2.test: u@d.test>', ['source-route 1-19', '!space-in-route 19-20'], []],
    ['header', '<@s1.test,@s2.test: u@d.test>', ['source-route 1-19'], ['@s1.test,@s2.test:u@d.test']],
    [
      'input',
      '<@s1.test,@s2.test: u@d.test>',
      ['source-route 1-19', 'space-in-route 19-20'],
      ['@s1.test,@s2.test:u@d.test'],
    ],
    ['smtp', '<@s1.test ,@s2.test:u@d.test>', ['source-route 1-20', '!space-in-route 9-10'], []],
    ['smtp', '< @s1.test:u@d.test>', ['!space-in-address 1-2', 'source-route 2-11'], []],
    ['smtp', '<@s1.test:u@d.test >', ['source-route 1-10', '!space-in-address 18-19'], []],
    [
      'smtp',
      ' <@s1.test:u@d.test> ',
      ['!space-around 0-1', 'source-route 2-11', '!space-around 20-21'],
      ['@s1.test:u@d.test'],
    ],
    [
      'input',
      ' @s1.test , @s2.test : u @ d.test ',
      [
        'source-route 1-22',
        'route-brackets-missing 1-33',
        'space-in-route 9-10',
        'space-in-route 11-12',
        'space-in-route 20-21',
        'space-in-route 22-23',
        'space-in-address 24-25',
        'space-in-address 26-27',
      ],
      ['@s1.test,@s2.test:u@d.test'],
    ],
    [
      'smtp',
      '<@(c)s1.test(d),@s2.test:u@d.test>',
      ['source-route 1-25', '!comment 2-5', '!comment 12-15'],
      [],
    ],
    ['header', '<@(c)s1.test(d),@s2.test:u@d.test>', ['source-route 1-25'], ['@s1.test,@s2.test:u@d.test']],
    [
      'input',
      '<@(c)s1.test(d),@s2.test:u@d.test>',
      ['source-route 1-25', 'comment 2-5', 'comment 12-15'],
      ['@s1.test,@s2.test:u@d.test'],
    ],
    [
      'input',
      '<@s1.test,\r\n\t@s2.test:u@d.test>',
      ['source-route 1-22', 'space-in-route 10-13'],
      ['@s1.test,@s2.test:u@d.test'],
    ],
    ['header', '<@s1.test,\r\n\t@s2.test:u@d.test>', ['source-route 1-22'], ['@s1.test,@s2.test:u@d.test']],
  ]);
});

describe('hops', () => {
  rows([
    ['smtp', '<@[192.0.2.1]:u@d.test>', ['source-route 1-14', '!hop-literal 2-13'], []],
    [
      'rfc821',
      '<@[192.0.2.1]:u@d.test>',
      ['source-route 1-14', 'hop-literal 2-13'],
      ['@[192.0.2.1]:u@d.test'],
    ],
    ['rfc821', '<@[IPv6:2001:db8::1]:u@d.test>', ['source-route 1-21', '!hop-literal-other 2-20'], []],
    [
      'header',
      '<@[192.0.2.1],@[IPv6:2001:db8::1]:u@d.test>',
      ['source-route 1-34', 'hop-literal 2-13', 'hop-literal-other 15-33'],
      ['@[192.0.2.1],@[IPv6:2001:db8::1]:u@d.test'],
    ],
    [
      'input',
      '@[192.0.2.1]:u@d.test',
      ['source-route 0-13', 'route-brackets-missing 0-21', '!hop-literal 1-12'],
      [],
    ],
    ['smtp', '<@s1_.test:u@d.test>', ['source-route 1-11', '!label-character 4-5'], []],
    ['smtp', '<@s1.test.:u@d.test>', ['source-route 1-11', '!domain-trailing-dot 9-10'], []],
    ['smtp', '<@s1..test:u@d.test>', ['source-route 1-11', '!label-empty 5-6'], []],
  ]);
});

describe('RFC 5321 §4.5.3.1.3 at most 256 octets', () => {
  rows([
    [
      'smtp',
      '<@relayaa1.example.test,@relayaa2.example.test,@relayaa3.example.test,@relayaa4.example.test,@relayaa5.example.test,@relayaa6.example.test,@relayaa7.example.test,@relayaa8.example.test,@relayaa9.example.test,@relaya10.example.test,@relaya11.example.test,@relaya12.example.test:user@dest.test>',
      ['source-route 1-277', '!path-too-long 1-291'],
      [],
    ],
    [
      'smtp',
      `<@${'a'.repeat(63)}.${'a'.repeat(63)}.test,@${'a'.repeat(63)}.test:${'u'.repeat(40)}@dest.test>`,
      ['source-route 1-205'],
      [`@${'a'.repeat(63)}.${'a'.repeat(63)}.test,@${'a'.repeat(63)}.test:${'u'.repeat(40)}@dest.test`],
    ],
    [
      'smtp',
      `<@${'a'.repeat(63)}.${'a'.repeat(63)}.test,@${'a'.repeat(63)}.test:${'u'.repeat(41)}@dest.test>`,
      ['source-route 1-205', '!path-too-long 1-256'],
      [],
    ],
    [
      'header',
      `<@${'a'.repeat(63)}.${'a'.repeat(63)}.test,@${'a'.repeat(63)}.test:${'u'.repeat(60)}@dest.test>`,
      ['source-route 1-205', 'path-too-long 1-275'],
      [`@${'a'.repeat(63)}.${'a'.repeat(63)}.test,@${'a'.repeat(63)}.test:${'u'.repeat(60)}@dest.test`],
    ],
  ]);
});
