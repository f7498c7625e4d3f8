import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { Button } from '../Button.tsx';
import { Field } from './Field.tsx';

/** A text made to be copied, such as a link: selected as a whole when it gets the focus, so that it works without a clipboard too. */
export function CopyField({ label, hint, text }: { label: string; hint?: ReactNode; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <div className="copy-field">
          <input
            {...control}
            className="input"
            readOnly
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button onClick={copy}>
            {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            <span aria-live="polite">{copied ? t('kit.copied') : t('kit.copy')}</span>
          </Button>
        </div>
      )}
    </Field>
  );
}
