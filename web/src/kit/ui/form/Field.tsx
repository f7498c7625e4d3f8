import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { t } from '../../text/t.ts';
import { useRefusal } from './Form.tsx';
import './field.css';

interface FieldWords {
  label: string;
  /** One sentence below the label, for what the label cannot say. */
  hint?: ReactNode;
  /** Why what stands here was refused. */
  error?: string | null | undefined;
}

interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps extends FieldWords {
  optional?: boolean;
  /** The name of the control: what a form's server refused about it is shown here by itself. */
  name?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** A label, a hint and an error that belong to one control; give `control` to the control. */
export function Field({ label, hint, error: given, optional = false, name, children }: FieldProps) {
  const id = useId();
  const refused = useRefusal(name);
  const error = given ?? refused;
  const described = [hint ? `${id}hint` : '', error ? `${id}error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="soft small">({t('kit.optional')})</span>}
      </label>
      {hint && (
        <p id={`${id}hint`} className="soft small">
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}error`} className="field-error small" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = FieldWords & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      name={input.name}
      optional={input.required !== true && input.type !== 'search'}
    >
      {(control) => <input type="text" {...input} {...control} className="input" />}
    </Field>
  );
}

type TextAreaProps = FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextArea({ label, hint, error, ...area }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} name={area.name} optional={area.required !== true}>
      {(control) => <textarea rows={4} {...area} {...control} className="input" />}
    </Field>
  );
}

interface SelectFieldProps extends FieldWords, SelectHTMLAttributes<HTMLSelectElement> {
  options: readonly (readonly [value: string, label: string])[];
}

export function SelectField({ label, hint, error, options, ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} name={select.name}>
      {(control) => (
        <select {...select} {...control} className="input">
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
