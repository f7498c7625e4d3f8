import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeError } from '../api/describeError.ts';
import { ProblemError } from '../api/problemError.ts';
import type { Loaded } from '../api/useLoad.ts';
import { t } from '../text/t.ts';
import { Button } from './Button.tsx';
import { Skeleton } from './Spinner.tsx';
import './problem.css';

/** Something was refused or failed: said in the place where it happened. Shows nothing without words. */
export function ProblemNote({ words, children }: { words: string | null; children?: ReactNode }) {
  if (!words) return null;
  return (
    <div className="problem" role="alert">
      <CircleAlert aria-hidden="true" />
      <p>{words}</p>
      {children}
    </div>
  );
}

/** Asking again helps against a cut line and a server in trouble, not against a plain no. */
const mayPass = (error: unknown): boolean => !(error instanceof ProblemError) || error.problem.status >= 429;

/** Why something did not come, and asking for it again where that may help. */
function LoadProblem<T>({ loaded: { error, reload } }: { loaded: Loaded<T> }) {
  return (
    <ProblemNote words={describeError(error)}>
      {mayPass(error) && <Button onClick={reload}>{t('kit.tryAgain')}</Button>}
    </ProblemNote>
  );
}

/**
 * Shows what was loaded; before that a skeleton, and in place of it the reason why it did not come. When it could not be loaded again
 * the reason stands above what came before.
 */
export function LoadedView<T>({
  loaded,
  lines,
  children,
}: {
  loaded: Loaded<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, loading } = loaded;
  if (data === null) return loading ? <Skeleton lines={lines ?? 4} /> : <LoadProblem loaded={loaded} />;
  return (
    <>
      {error !== null && <LoadProblem loaded={loaded} />}
      {children(data)}
    </>
  );
}
