import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { classes } from '../classes.ts';
import './page.css';

/** Names the browser's tab: what is shown here first, the product after it. */
function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t('kit.product')}`;
  }, [title]);
}

// The first page of a visit leaves the focus where the browser put it; every later one is a navigation.
let visits = 0;

/** The heading of a page. After a navigation it takes the focus, so that a screen reader says where one is and goes on from there. */
export function PageHeading({ title, className }: { title: string; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);

  useEffect(() => {
    visits += 1;
    if (visits > 1) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {title}
    </h1>
  );
}

interface PageProps {
  title: string;
  /** A line above the heading, such as a date. */
  over?: ReactNode;
  /** Stands beside the heading. */
  actions?: ReactNode;
  /** For tables and lists that need the room. */
  wide?: boolean;
  children: ReactNode;
}

/** A page that is read from the top: the main landmark with its heading. */
export function Page({ title, over, actions, wide = false, children }: PageProps) {
  return (
    <main className="page" id="main" data-region tabIndex={-1}>
      <div className={classes('page-inner', wide && 'wide')}>
        <header className="page-head">
          {over && <p className="soft">{over}</p>}
          <PageHeading title={title} />
          {actions && <div className="button-row">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

/** A part of a page with its own heading. */
export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="page-section">
      <h2>{title}</h2>
      {hint && <p className="soft section-hint">{hint}</p>}
      {children}
    </section>
  );
}
