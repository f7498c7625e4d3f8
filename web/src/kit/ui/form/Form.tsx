import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import type { Action } from '../../api/useAction.ts';
import { Button, type Tone } from '../Button.tsx';
import { ProblemNote } from '../Problem.tsx';
import './field.css';

/** Reads one control of a form by its name, as it was typed; empty when it is not there. */
export type FormText = (name: string) => string;

const RefusedContext = createContext<{ field: string; words: string } | null>(null);

/** Why the server refused what stands in the control of this name. */
export function useRefusal(name: string | undefined): string | null {
  const refused = use(RefusedContext);
  return refused && refused.field === name ? refused.words : null;
}

interface FormProps {
  /** Runs with what was filled in. */
  action: Action<[FormText]>;
  /** What the button says: what happens. */
  submit: string;
  tone?: Tone;
  /** Beside the button. */
  beside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/**
 * A form whose native validation speaks first. What the server refuses is shown at the control that it names, which takes the
 * focus, and otherwise above the button; what was filled in stays.
 */
export function Form({ action, submit, tone = 'primary', beside, className = 'form', children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const field = action.field;
  const refused = field !== null && action.failure !== null ? { field, words: action.failure } : null;

  useEffect(() => {
    const control = field === null ? null : form.current?.elements.namedItem(field);
    if (control instanceof HTMLElement) control.focus();
  }, [field]);

  return (
    <form
      ref={form}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text: FormText = (name) => {
          const value = data.get(name);
          return typeof value === 'string' ? value : '';
        };
        void action.run(text);
      }}
    >
      <RefusedContext value={refused}>{children}</RefusedContext>
      <ProblemNote words={action.failure} />
      <div className="button-row">
        <Button submit tone={tone} busy={action.busy}>
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  );
}
