/** A host name or a path that breaks behind its dots and commas or before an @, where it must break. Perhaps a stranger's, so nothing in it hides or reorders. */
import { Fragment } from 'preact';
import { visible } from '../../core/words/visible.ts';

export function HostName({ name }: { name: string }) {
  const parts = visible(name).split(/(?<=[.,%!:])|(?=@)/);
  return (
    <>
      {parts.map((part, at) => (
        <Fragment key={at}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
