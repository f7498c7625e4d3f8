import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import { classes } from './classes.ts';
import { Spinner } from './Spinner.tsx';
import './button.css';

/** `primary` is the one thing to do here; `plain` any other; `quiet` a way out; `danger` ends or removes something. */
export type Tone = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  tone?: Tone;
  /** Sends the form it stands in. */
  submit?: boolean;
  /** Its work is under way: it keeps its place and focus, and does nothing. */
  busy?: boolean;
  children: ReactNode;
}

export function Button({
  tone = 'plain',
  submit = false,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={classes('button', tone, className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  tone?: Tone;
  className?: string;
  children: ReactNode;
}

/** Leads to another page and looks like a button. */
export function ButtonLink({ href, tone = 'plain', className, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={classes('button', tone, className)}>
      {children}
    </Link>
  );
}
