import { t } from '../text/t.ts';
import './spinner.css';

/** Inside something whose name already says what is under way. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}

/** Stands where a page or a part of it will be; told to screen readers once. */
export function Loading({ label = t('kit.loading') }: { label?: string }) {
  return (
    <output className="loading soft">
      <Spinner /> {label}
    </output>
  );
}

/** Grey lines in the place of text that is on its way, so that nothing jumps when it comes. */
export function Skeleton({ lines = 3, label = t('kit.loading') }: { lines?: number; label?: string }) {
  return (
    <output className="skeleton">
      <span className="unseen">{label}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={`line ${at}`} className="skeleton-line" aria-hidden="true" />
      ))}
    </output>
  );
}
