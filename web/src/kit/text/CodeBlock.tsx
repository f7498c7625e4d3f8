import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { t } from './t.ts';

/** Lines as they were typed; long ones scroll. */
export function CodeBlock({ text, language }: { text: string; language?: string | undefined }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="text-code">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code data-language={language}>{text}</code>
      </pre>
      <IconButton
        className="text-copy"
        label={copied ? t('kit.copied') : t('kit.copy')}
        icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={copy}
      />
    </div>
  );
}
