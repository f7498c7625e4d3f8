import { CASE_STAGES } from '@footbridge/contract/cases.ts';
import { t } from '../../kit/text/t.ts';

/** The agreed path, from the talk to the appeal. */
export function Path() {
  return (
    <ol className="case-path">
      {(['talk', ...CASE_STAGES] as const).map((kind) => (
        <li key={kind}>
          <b>{t(`cases.${kind}`)}</b>
          <p className="soft">{t(`cases.${kind}Words`)}</p>
        </li>
      ))}
    </ol>
  );
}
