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

/** Shows what was loaded; before that a skeleton, and in place of it the reason why it did not come. */
export function LoadedView<T>({
  loaded,
  lines,
  children,
}: {
  loaded: Loaded<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (loaded.data !== null) return children(loaded.data);
  if (loaded.loading) return <Skeleton lines={lines ?? 4} />;
  return (
    <ProblemNote words={describeError(loaded.error)}>
      {mayPass(loaded.error) && <Button onClick={loaded.reload}>{t('kit.tryAgain')}</Button>}
    </ProblemNote>
  );
}
