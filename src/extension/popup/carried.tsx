import { HostName } from '../ui/host-name.tsx';

/** What a station receives, in SMTP's own spelling. */
export function Carried({ path }: { path: string | undefined }) {
  if (path === undefined) return null;
  return (
    <code class="carried">
      <span class="dim">RCPT TO:</span>&lt;
      <HostName name={path} />
      &gt;
    </code>
  );
}
