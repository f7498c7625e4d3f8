import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { targetOf } from './address.ts';

interface TextLinkProps {
  href: string;
  title?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/**
 * A link somebody wrote: inside the client to its pages, elsewhere in a tab that learns nothing of us; only
 * words where none may lead.
 */
export function TextLink({ href, title, className, children }: TextLinkProps) {
  const target = targetOf(href, globalThis.location?.origin);
  if (!target) return children;
  if ('page' in target) {
    return (
      <Link href={target.page} title={title} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <a
      href={target.outside}
      title={title}
      className={className}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {children}
    </a>
  );
}
