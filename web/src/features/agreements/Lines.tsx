import { AGREEMENT_LINES, type AgreementText } from '@footbridge/contract/agreements.ts';
import { Difference } from '../../kit/text/Difference.tsx';
import { t } from '../../kit/text/t.ts';
import './agreements.css';

/** The six lines as they are. */
export function Lines({ text }: { text: AgreementText }) {
  return (
    <dl className="agreement-lines">
      {AGREEMENT_LINES.map((line) => (
        <div key={line}>
          <dt>{t(`agreements.${line}`)}</dt>
          <dd>{text[line] || <span className="soft">{t('agreements.nothing')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The lines that differ, word for word; the others are left out. */
export function ChangedLines({ before, after }: { before: AgreementText; after: AgreementText }) {
  const changed = AGREEMENT_LINES.filter((line) => before[line] !== after[line]);
  return (
    <dl className="agreement-lines">
      {changed.map((line) => (
        <div key={line}>
          <dt>{t(`agreements.${line}`)}</dt>
          <dd>
            <Difference before={before[line]} after={after[line]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
