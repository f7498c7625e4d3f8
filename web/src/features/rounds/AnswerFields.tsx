import { ANSWER_FIELD_MAX, type RoundAnswer } from '@footbridge/contract/rounds.ts';
import { t } from '../../kit/text/t.ts';
import { TextArea } from '../../kit/ui/form/Field.tsx';
import type { FormText } from '../../kit/ui/form/Form.tsx';

/** What the three fields of an answer say, as it is sent. */
export const answerFrom = (text: FormText) => ({
  brings: text('brings'),
  bettersMe: text('bettersMe'),
  easyBecause: text('easyBecause'),
});

/** The three parts of an answer, to fill in. */
export function AnswerFields({ answer }: { answer?: RoundAnswer | undefined }) {
  return (
    <>
      <TextArea
        label={t('rounds.brings')}
        hint={t('rounds.bringsHint')}
        name="brings"
        required
        rows={2}
        maxLength={ANSWER_FIELD_MAX}
        defaultValue={answer?.brings ?? ''}
      />
      <TextArea
        label={t('rounds.bettersMe')}
        name="bettersMe"
        rows={2}
        maxLength={ANSWER_FIELD_MAX}
        defaultValue={answer?.bettersMe ?? ''}
      />
      <TextArea
        label={t('rounds.easyBecause')}
        name="easyBecause"
        rows={2}
        maxLength={ANSWER_FIELD_MAX}
        defaultValue={answer?.easyBecause ?? ''}
      />
    </>
  );
}
