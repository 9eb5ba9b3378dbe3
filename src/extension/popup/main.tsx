/** The route builder: in the toolbar popup for the active tab, or in a window of its own. */
import { mount } from '../ui/mount.tsx';
import { PopupView } from './popup-view.tsx';
import { openSession } from './session.ts';

void mount('popup.title', async () => {
  const session = await openSession();
  document.documentElement.dataset['window'] = String(session.inWindow);
  // In a window the person may have been in the webmail meanwhile.
  if (session.inWindow) window.addEventListener('focus', () => void session.comeBack());
  return <PopupView session={session} />;
});
