import { Skeleton } from '../kit/ui/Spinner.tsx';

/** While the code of a page is on its way. */
export function PagePlaceholder() {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <div className="page-inner">
        <Skeleton lines={6} />
      </div>
    </main>
  );
}
