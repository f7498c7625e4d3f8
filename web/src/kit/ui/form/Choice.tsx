import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import './field.css';

interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

export function CheckField({ label, hint, ...input }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="choice">
      <input {...input} id={id} type="checkbox" aria-describedby={hint ? `${id}hint` : undefined} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}hint`} className="soft small">
          {hint}
        </p>
      )}
    </div>
  );
}

export interface ChoiceOption<V extends string> {
  value: V;
  label: string;
  /** What choosing it means, in a plain sentence. */
  hint?: string;
}

interface ChoiceFieldProps<V extends string> {
  legend: string;
  name: string;
  options: readonly ChoiceOption<V>[];
  value?: V;
  defaultValue?: V;
  onChoose?: (value: V) => void;
}

/** One of a few, each with its meaning beside it. */
export function ChoiceField<V extends string>({
  legend,
  name,
  options,
  value,
  defaultValue,
  onChoose,
}: ChoiceFieldProps<V>) {
  const id = useId();
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="choice">
          <input
            id={id + option.value}
            type="radio"
            name={name}
            value={option.value}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onChoose?.(option.value)}
            aria-describedby={option.hint ? `${id}${option.value}hint` : undefined}
          />
          <label htmlFor={id + option.value}>{option.label}</label>
          {option.hint && (
            <p id={`${id}${option.value}hint`} className="soft small">
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
