import type { ReactNode } from 'react';
import { PageHeading } from '../../kit/ui/page/Page.tsx';
import { Brand } from '../frame/Brand.tsx';
import './public.css';

/** A page before sign-in: one thing to do, in the middle. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="public">
      <main id="main" tabIndex={-1}>
        <Brand />
        <PageHeading title={title} />
        {children}
      </main>
    </div>
  );
}
