import { useState } from 'react';
import { t } from '../../kit/text/t.ts';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';

const KINDS = ['couldNot', 'didNotMean', 'didNotKeep'] as const;
type Kind = (typeof KINDS)[number];

/** What to say depends on what happened. It lives on this page alone: nothing is stored, nothing is sent. */
export function TalkGuide() {
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <div className="talk-guide">
      <ChoiceField
        legend={t('cases.guideAsk')}
        name="guide"
        options={KINDS.map((value) => ({
          value,
          label: t(`cases.${value}`),
          hint: t(`cases.${value}Hint`),
        }))}
        onChoose={setKind}
      />
      <p aria-live="polite" className={kind === null ? undefined : 'talk-advice'}>
        {kind !== null && t(`cases.${kind}Advice`)}
      </p>
    </div>
  );
}
