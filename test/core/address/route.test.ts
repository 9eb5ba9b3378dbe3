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
      ['@s1.test:user@dest.test'],
    ],
    ['header', '<@[192.0.2.1]😀:u@d.test>', ['hop-literal 2-13', '!unexpected-character 13-15'], []],
    ['input', '@s1.test:\nu@d.test', ['source-route 0-9', '!line-break 9-10'], ['u@d.test']],
    ['smtp', '<>', ['!null-path 0-2'], []],
    ['smtp', '<Postmaster>', [], ['Postmaster']],
    ['smtp', '<Postmaster >', ['!space-in-address 11-12'], []],
    ['input', '<Postmaster >', ['space-in-address 11-12'], ['Postmaster']],
    ['smtp', '<postMASTER>', [], ['postMASTER']],
    ['smtp', 'postmaster', ['!at-missing 0-10'], []],
    ['smtp', '<@s1.test:postmaster>', ['source-route 1-10', '!at-missing 10-20'], []],
    ['input', '<>\na@dest.test', ['!null-path 0-2'], ['a@dest.test']],
    ['input', '<a@dest.test; b@dest.test', ['!bracket-unclosed 0-12'], ['b@dest.test']],
    [
      'input',
      '<a@dest.test <b@dest.test>',
      ['!bracket-unclosed 0-13', 'space-in-address 12-13'],
      ['b@dest.test'],
    ],
    ['smtp', '<a@dest.test b>', ['!space-in-address 12-13', '!text-after-address 13-14'], []],
    ['smtp', '<Postmaster', ['!at-missing 1-11'], []],
    ['smtp', '<postmaster x>', ['!at-missing 1-13'], []],
    ['smtp', '<@s1.test:Postmaster>', ['source-route 1-10', '!at-missing 10-20'], []],
    ['smtp', '<@s1.test:dest.test!user>', ['source-route 1-10', '!at-missing 10-24'], []],
    ['input', '<@s1.test:dest.test!user>', ['source-route 1-10', '!at-missing 10-24'], []],
    ['input', '<user;', ['!at-missing 1-5'], []],
    ['smtp', '<user\u0001>', ['!at-missing 1-5'], []],
    ['smtp', '<user]>', ['!unexpected-character 5-6'], []],
    ['smtp', '<user,other>', ['!hop-at-missing 1-5'], []],
    ['smtp', '<"user>', ['!quote-unclosed 1-7'], []],
    ['smtp', '"user"<', ['!display-name 0-6', '!local-part-missing 6-7'], []],
    ['smtp', '<@s1.test:,>', ['!hop-empty 10-11', '!hop-name-missing 10-11'], []],
    ['smtp', '<,>', ['!hop-empty 1-2', '!hop-name-missing 1-2'], []],
    ['smtp', 'a@dest.test ]', ['!space-around 11-12', '!unexpected-character 12-13'], []],
    ['smtp', 'a@dest.test,]', ['!list-in-path 11-12', '!unexpected-character 12-13'], ['a@dest.test']],
    ['header', '<mailto:a@dest.test>', ['!label-before-address 1-8'], []],
    ['input', '<MAILTO:a@dest.test>', ['label-before-address 1-8'], ['a@dest.test']],
    ['input', 'mailto:a@dest.test', ['label-before-address 0-7'], ['a@dest.test']],
    ['smtp', '<maria@dest.test>', [], ['maria@dest.test']],
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
    [
      'smtp',
      '<@:@a.test:u@dest.test>',
      ['!hop-name-missing 1-2', 'source-route 1-11', '!route-twice 2-3'],
      [],
    ],
    ['smtp', '<@a.test,"u x"@dest.test>', ['source-route 1-9', '!route-colon-missing 8-9'], []],
    ['smtp', '<@a.test,first.last@dest.test>', ['source-route 1-9', '!route-colon-missing 8-9'], []],
    ['smtp', '<@a.test first.last@dest.test>', ['!route-colon-missing 1-8'], []],
    ['smtp', '<@a.test first>', ['!route-colon-missing 1-8'], []],
    ['smtp', '<@a.test first.last@dest.test', ['!route-colon-missing 1-8'], []],
    ['input', '@s1.test;', ['!route-colon-missing 0-8'], []],
    ['input', '@s1.test\nb@dest.test', ['!route-colon-missing 0-8'], ['b@dest.test']],
    [
      'smtp',
      '<@a.test:@b.test:@c.test:u@dest.test>',
      ['source-route 1-25', '!route-twice 8-9', '!route-twice 16-17'],
      [],
    ],
    ['smtp', '<@a.test:@b.test>', ['!local-part-missing 8-16'], []],
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
    ['smtp', '<@a.test,]:u@dest.test>', ['!unexpected-character 9-10'], []],
    ['smtp', '<@a.test,>', ['!hop-name-missing 8-9'], []],
    [
      'smtp',
      '<@a.test,b:u@dest.test>',
      ['source-route 1-11', 'hop-unqualified 9-10', '!hop-at-missing 9-10'],
      [],
    ],
    ['smtp', '<@[192.0.2.1:u@dest.test>', ['!literal-unclosed 2-24'], []],
    ['smtp', '<@,@a.test:u@dest.test>', ['!hop-name-missing 1-2', 'source-route 1-11'], []],
    [
      'input',
      '@s1.test:a@dest.test, @s2.test:b@dest.test',
      [
        'source-route 0-9',
        'route-brackets-missing 0-20',
        'source-route 22-31',
        'route-brackets-missing 22-42',
      ],
      ['@s1.test:a@dest.test', '@s2.test:b@dest.test'],
    ],
    [
      'input',
      '@s1.test,@s2.test:a@dest.test, b@dest.test',
      ['source-route 0-18', 'route-brackets-missing 0-29'],
      ['@s1.test,@s2.test:a@dest.test', 'b@dest.test'],
    ],
    ['smtp', '<@a.test]>', ['!unexpected-character 8-9'], []],
    ['smtp', '<@@a.test:u@dest.test>', ['source-route 1-10', '!at-extra 2-3'], []],
    ['smtp', '<@a.test@b.test:u@dest.test>', ['source-route 1-16', '!hop-comma-missing 8-9'], []],
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
    [
      'header',
      '<@a.test:,@b.test:u@dest.test>',
      ['source-route 1-18', '!route-twice 8-9', 'hop-empty 9-10'],
      [],
    ],
    ['smtp', '<@a.test, :u@dest.test>', ['source-route 1-11', '!hop-empty 8-9', '!space-in-route 9-10'], []],
    [
      'smtp',
      '<@a.test,, @b.test:u@dest.test>',
      ['source-route 1-19', '!hop-empty 9-10', '!space-in-route 10-11'],
      [],
    ],
    ['smtp', '<, @b.test:u@dest.test>', ['!hop-empty 1-2', 'source-route 1-11', '!space-in-route 2-3'], []],
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
    ['smtp', '<@ a.test:u@dest.test>', ['source-route 1-10', '!space-in-route 2-3'], []],
    ['smtp', '<@a.test: u@dest.test>', ['source-route 1-9', '!space-in-route 9-10'], []],
    ['smtp', '<@a.test :u@dest.test>', ['source-route 1-10', '!space-in-route 8-9'], []],
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
