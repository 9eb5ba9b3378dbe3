/** A host name or a path that breaks at its dots and commas, where it must break. */
import { Fragment } from 'preact';

export function HostName({ name }: { name: string }) {
  const parts = name.split(/(?<=[.,@%!:])/);
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
