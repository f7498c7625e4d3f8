import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** Leads one level up, named after what is there. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="back-link">
      <ChevronLeft aria-hidden="true" />
      {children}
    </Link>
  );
}
