/** Elements as assistive technology has them: by role and accessible name, from the browser's own accessibility tree. */
import type { CdpSession } from './cdp-session.ts';

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly backendDOMNodeId?: number;
}

async function treeOf(session: CdpSession): Promise<readonly AxNode[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] };
  return nodes.filter((node) => !node.ignored);
}

/** DevTools node ids, in document order. A string is the whole name, a regular expression matches anywhere in it. */
export async function nodesNamed(
  session: CdpSession,
  role: string | readonly string[],
  name?: string | RegExp,
): Promise<readonly number[]> {
  const roles = [role].flat();
  const named = (text: string) =>
    name === undefined || (typeof name === 'string' ? text.trim() === name : name.test(text));
  return (await treeOf(session)).flatMap((node) =>
    roles.includes(node.role?.value ?? '') &&
    named(node.name?.value ?? '') &&
    node.backendDOMNodeId !== undefined
      ? [node.backendDOMNodeId]
      : [],
  );
}

/** Roles and names of everything that has some, one a line. */
export async function outlineOf(session: CdpSession): Promise<string> {
  return (await treeOf(session))
    .filter((node) => node.role && !/^(?:InlineTextBox|StaticText|generic|none)$/.test(node.role.value))
    .map((node) => `${node.role?.value} “${node.name?.value ?? ''}”`)
    .join('\n');
}
