import { t } from '../../kit/text/t.ts';

const EXAMPLES = [
  ['from:grace', 'search.helpFrom'],
  ['in:"winter warmth"', 'search.helpIn'],
  ['before:2026-11-24', 'search.helpBefore'],
  ['after:2026-11-01', 'search.helpAfter'],
  ['has:link', 'search.helpHas'],
  ['"cold rooms"', 'search.helpPhrase'],
  ['-from:grace', 'search.helpNot'],
] as const;

/** The filters, each as one would type it; a press puts it into the box. */
export function SearchHelp({ onUse, open }: { onUse: (example: string) => void; open: boolean }) {
  return (
    <details className="search-help" open={open}>
      <summary>{t('search.help')}</summary>
      <p className="soft small">{t('search.helpWords')}</p>
      <dl>
        {EXAMPLES.map(([example, words]) => (
          <div key={example}>
            <dt>
              <button type="button" className="search-example" onClick={() => onUse(example)}>
                <code>{example}</code>
              </button>
            </dt>
            <dd className="soft">{t(words)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
