import { until } from '../../src/demo/cdp.ts';
import { stations } from './network.ts';
import { placeOf } from './place.ts';
import { recipientsSeen } from './sendmail.ts';
import { messagesIn } from './station.ts';

/** The way of one message, as those saw it who carried it. */
export interface Delivered {
  /** As it lies in the mailbox of user@dest.test, trace headers included. */
  readonly message: string;
  /** The servers of its Received lines, in the order of travel. */
  readonly by: readonly string[];
  /** The paths that s1, s2, s3 and dest saw in RCPT TO while it travelled, without their angle brackets. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * Watches the lab's servers from now on. One message at a time: who asks for the way of another one meanwhile sees both.
 * @returns waits for the message with this subject, the only new one
 */
export function watchServers(): (subject: string) => Promise<Delivered> {
  const places = stations.map(({ name }) => placeOf(name));
  const destination = placeOf('dest.test');
  const seenBefore = places.map((place) => recipientsSeen(place).length);
  const messagesBefore = messagesIn(destination).length;
  const paths = () => places.map((place, index) => recipientsSeen(place).slice(seenBefore[index]));
  return async (subject) => {
    const message = await until(
      () =>
        messagesIn(destination)
          .slice(messagesBefore)
          .find((text) => text.includes(`\nSubject: ${subject}\n`) && isWhole(text)),
      30_000,
      () => `“${subject}” does not reach user@dest.test; seen in RCPT TO: ${JSON.stringify(paths())}`,
    );
    return { message, by: receivedBy(message), paths: paths() };
  };
}

/** A mailbox grows while it is read: of a message with parts, the delimiter that closes them is there. */
function isWhole(message: string): boolean {
  const boundary = /^Content-Type: multipart\/[^;\n]+;\s+boundary="?([^"\n;]+)/im.exec(message)?.[1];
  return boundary === undefined || message.includes(`\n--${boundary}--`);
}

function receivedBy(message: string): readonly string[] {
  const headers = message.slice(0, message.indexOf('\n\n'));
  return [...headers.matchAll(/^Received: from [^\n]*(?:\n[ \t][^\n]*)*?\s+by (\S+)/gm)]
    .map(([, by]) => by ?? '')
    .reverse();
}
