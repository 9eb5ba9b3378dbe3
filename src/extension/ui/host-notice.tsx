/** What is in the way of direct sending: one sentence, and the one command that cures it. */
import { bridgeWords } from '../../core/words/bridge.ts';
import { say } from '../../core/words/phrase.ts';
import { askForHost } from '../background/api.ts';
import { Copyable } from './copy-button.tsx';
import type { HostProblem } from './host-answer.ts';
import { language, t } from './language.ts';

const install = 'npm run waypost -- install';
const doctor = 'npm run waypost -- doctor';
/** Errors that the person cures with what `waypost doctor` finds. */
const toDoctor: readonly string[] = ['config-broken', 'runner-unreachable', 'store-failed'];
const addIdentity = 'npm run waypost -- install --identity you@example.org';

export interface HostNoticeProps {
  readonly problem: HostProblem;
  readonly onAgain?: () => void;
  /** `onAgain` asks for the permission itself: the browser lets that be done once in a click. */
  readonly asksItself?: boolean;
}

export function HostNotice({ problem, onAgain, asksItself = false }: HostNoticeProps) {
  const { sentence, command } = inWords(problem);
  return (
    <div class="notice" data-kind="error" role="alert">
      <p>{sentence}</p>
      {command !== undefined && <Copyable text={command} what={command} />}
      {'detail' in problem && problem.detail !== undefined && problem.kind === 'trouble' && (
        <p class="small dim">
          <code>{problem.detail}</code>
        </p>
      )}
      {onAgain !== undefined && (
        <p>
          <button type="button" onClick={() => (asksItself ? onAgain() : void againWith(problem, onAgain))}>
            {t('host.again')}
          </button>
        </p>
      )}
    </div>
  );
}

/** What the person has yet to allow is asked for first: only their click may do that. */
async function againWith(problem: HostProblem, onAgain: () => void): Promise<void> {
  const asks = problem.kind === 'trouble' && problem.trouble === 'not-permitted';
  if (!asks || (await askForHost())) onAgain();
}

function inWords(problem: HostProblem): { sentence: string; command?: string } {
  switch (problem.kind) {
    case 'no-identity':
      return { sentence: t('host.no-identity'), command: addIdentity };
    case 'other-version':
      return problem.update === 'host'
        ? { sentence: t('host.update-host'), command: install }
        : { sentence: t('host.update-extension', { program: problem.program }) };
    case 'error':
      return {
        sentence: say(bridgeWords[problem.code], language.value, { detail: problem.detail ?? '' }),
        ...(problem.code === 'no-identity' && { command: addIdentity }),
        ...(toDoctor.includes(problem.code) && { command: doctor }),
      };
    case 'trouble':
      switch (problem.trouble) {
        case 'no-host':
        case 'forbidden':
          return { sentence: t(`host.${problem.trouble}`), command: install };
        case 'exited':
        case 'garbled':
          return { sentence: t(`host.${problem.trouble}`), command: doctor };
        default:
          return { sentence: t(`host.${problem.trouble}`) };
      }
  }
}
