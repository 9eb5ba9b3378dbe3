/** What is typed outlives a reload, as in a form of any other page: the tab keeps it, and it goes with the tab. */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';

/** Text under a name of its own on this page. */
export function useKept(name: string, initial: string): Signal<string> {
  const key = `${location.pathname}${location.search} ${name}`;
  const text = useSignal(sessionStorage.getItem(key) ?? initial);
  useSignalEffect(() => {
    try {
      sessionStorage.setItem(key, text.value);
    } catch {
      // More than a tab may keep: then nothing, rather than what stood there before.
      sessionStorage.removeItem(key);
    }
  });
  return text;
}
