import { OUTCOME_LINE_MAX, type OutcomeKind, type RoundAnswer } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { outcomeWords } from './rules.ts';

const KINDS: OutcomeKind[] = ['becameSomething', 'stillOpen', 'notNow'];

export interface SaidOutcome {
  outcome: OutcomeKind;
  line: string;
}

interface OutcomeProps {
  answer: RoundAnswer;
  onSay: (said: SaidOutcome) => Promise<unknown>;
}

function Choosing({ answer, onSay, onDone }: OutcomeProps & { onDone: () => void }) {
  const { outcome, becameStep } = answer;
  const say = useAction(async (text: FormText) => {
    await onSay({ outcome: text('outcome') as OutcomeKind, line: text('line') });
    onDone();
  });
  return (
    <Form action={say} submit={t('rounds.outcomeDo')} tone={outcome === null ? 'primary' : 'plain'}>
      <ChoiceField
        legend={t('rounds.outcomeAsk')}
        name="outcome"
        defaultValue={outcome?.kind ?? (becameStep === null ? 'stillOpen' : 'becameSomething')}
        options={KINDS.map((value) => ({ value, label: outcomeWords(value) }))}
      />
      <TextField
        label={t('rounds.outcomeLine')}
        name="line"
        maxLength={OUTCOME_LINE_MAX}
        defaultValue={outcome?.line ?? becameStep ?? ''}
      />
      <p className="soft small">{t('rounds.outcomeWords')}</p>
    </Form>
  );
}

/** Asks the author of an answer, and nobody else, what became of it. */
export function OutcomeForm({ answer, onSay }: OutcomeProps) {
  const [changing, setChanging] = useState(answer.outcome === null);
  if (changing) return <Choosing answer={answer} onSay={onSay} onDone={() => setChanging(false)} />;
  return (
    <div className="button-row answer-actions">
      <Button onClick={() => setChanging(true)}>{t('rounds.outcomeChange')}</Button>
    </div>
  );
}
