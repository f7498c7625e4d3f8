import { useState, type ReactNode } from 'react';
import { ParkedPlans } from './ParkedPlans.tsx';

interface WithParkedPlansProps {
  /** What stands in the fields at first. */
  words?: string;
  /** Names of the fields that say the subject. */
  fields: readonly string[];
  /** A form. */
  children: ReactNode;
}

/** Above a form with which something is started: plans about the same that were parked, as soon as its subject is typed. */
export function WithParkedPlans({ words = '', fields, children }: WithParkedPlansProps) {
  const [typed, setTyped] = useState(words);
  return (
    <div
      onChange={({ target }) => {
        const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
        if (field && fields.includes(target.name)) setTyped(target.value);
      }}
    >
      <ParkedPlans words={typed} />
      {children}
    </div>
  );
}
