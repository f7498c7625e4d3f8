import { QUESTION_MAX, ROUND_DAYS_DEFAULT, ROUND_DAYS_MAX } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { t } from '../../kit/text/t.ts';
import { TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import type { FormText } from '../../kit/ui/form/Form.tsx';
import { addressesIn, dateAfter, endOfDay } from './rules.ts';

/** What the question, its last day and the addresses say, as it is sent. */
export const openingFrom = (text: FormText) => ({
  question: text('question').replaceAll(/\s+/g, ' '),
  endsAt: endOfDay(text('endsAt')),
  emails: addressesIn(text('emails')),
});

export function QuestionField({ question }: { question: string }) {
  return (
    <TextArea
      label={t('rounds.question')}
      name="question"
      required
      rows={2}
      maxLength={QUESTION_MAX}
      defaultValue={question}
    />
  );
}

/** Until when, and who is asked by mail. */
export function UntilAndByMail({ emails }: { emails: string[] }) {
  const [now] = useState(() => new Date());
  return (
    <>
      <TextField
        label={t('rounds.endsOn')}
        name="endsAt"
        type="date"
        required
        min={dateAfter(now, 0)}
        max={dateAfter(now, ROUND_DAYS_MAX)}
        defaultValue={dateAfter(now, ROUND_DAYS_DEFAULT)}
      />
      <TextArea
        label={t('rounds.emails')}
        hint={t('rounds.emailsHint')}
        name="emails"
        rows={2}
        defaultValue={emails.join('\n')}
      />
    </>
  );
}
