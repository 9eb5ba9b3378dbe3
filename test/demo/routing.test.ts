import { describe, expect, test } from 'vitest';
import { dispositionOf, type Station } from '../../src/demo/routing.ts';

const s1: Station = {
  name: 's1.test',
  mailboxes: ['postmaster'],
  followsRoutes: true,
  relaysAnything: false,
};
const submission: Station = { ...s1, relaysAnything: true };
const dest: Station = {
  name: 'dest.test',
  mailboxes: ['user', 'postmaster'],
  followsRoutes: false,
  relaysAnything: false,
};

const told = (path: string, station: Station) => {
  const found = dispositionOf(path, station);
  if (found.does === 'forward') return `${found.nextHop} <${found.path}>`;
  return found.does === 'deliver' ? `mailbox ${found.mailbox}` : found.reply.slice(0, 9);
};

describe('a server that follows routes', () => {
  test.each([
    // RFC 5321 App. C, C.6: the server takes itself off
    ['@s1.test,@s2.test,@s3.test:user@dest.test', 's2.test <@s2.test,@s3.test:user@dest.test>'],
    ['@s1.test,@s2.test:user@dest.test', 's2.test <@s2.test:user@dest.test>'],
    ['@s1.test:user@dest.test', 'dest.test <user@dest.test>'],
    ['@S1.Test:user@dest.test', 'dest.test <user@dest.test>'],
    ['@s1.test,@s1.test:user@dest.test', 'dest.test <user@dest.test>'],
    ['user%dest.test%s3.test%s2.test@s1.test', 's2.test <user%dest.test%s3.test@s2.test>'],
    ['user%dest.test@s1.test', 'dest.test <user@dest.test>'],
    ['s2.test!s3.test!dest.test!user@s1.test', 's2.test <s3.test!dest.test!user@s2.test>'],
    ['dest.test!user@s1.test', 'dest.test <user@dest.test>'],
    ['@s1.test:user%dest.test@s2.test', 's2.test <user%dest.test@s2.test>'],
    ['@s1.test:user%dest.test@s1.test', 'dest.test <user@dest.test>'],
    ['postmaster@s1.test', 'mailbox postmaster'],
    ['Postmaster', 'mailbox postmaster'],
    ['nobody@s1.test', '550 5.1.1'],
    // Another's mail is refused, whatever route it bears
    ['user@dest.test', '550 5.7.1'],
    ['@s2.test,@s3.test:user@dest.test', '550 5.7.1'],
    ['user%dest.test@s2.test', '550 5.7.1'],
    ['@[127.0.0.1]:user@dest.test', '501 5.1.3'],
    ['@s1.test:user@[127.0.0.1]', '550 5.1.2'],
    ['dest.test!user%dest.test@s1.test', '553 5.1.3'],
    ['@s1.test,:user@dest.test', '501 5.1.3'],
    ['user@', '501 5.1.3'],
    ['', '501 5.1.3'],
  ])('%s', (path, expected) => {
    expect(told(path, s1)).toBe(expected);
  });
});

describe('its submission port takes mail for anywhere', () => {
  test.each([
    ['user@dest.test', 'dest.test <user@dest.test>'],
    ['user%dest.test@s2.test', 's2.test <user%dest.test@s2.test>'],
    ['@s2.test:user@dest.test', 's2.test <@s2.test:user@dest.test>'],
    ['user%dest.test%s2.test@s1.test', 's2.test <user%dest.test@s2.test>'],
  ])('%s', (path, expected) => {
    expect(told(path, submission)).toBe(expected);
  });
});

describe("the recipient's own server", () => {
  test.each([
    ['user@dest.test', 'mailbox user'],
    ['USER@dest.test', 'mailbox user'],
    ['"user"@dest.test', 'mailbox user'],
    ['nobody@dest.test', '550 5.1.1'],
    ['@dest.test:user@dest.test', '550 5.7.1'],
    ['user%client.test@dest.test', '550 5.7.1'],
    ['user@s1.test', '550 5.7.1'],
  ])('%s', (path, expected) => {
    expect(told(path, dest)).toBe(expected);
  });
});
