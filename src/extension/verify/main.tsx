/**
 * Proves the way of a delivered message. `?message=ID`: one that was sent directly, whose path and hops' other names the
 * host recorded; `?route=PATH`: any other.
 */
import { mount } from '../ui/mount.tsx';
import { VerifyView } from './verify-view.tsx';

void mount('verify.title', async () => {
  const asked = new URLSearchParams(location.search);
  return <VerifyView message={asked.get('message')} route={asked.get('route') ?? ''} />;
});
