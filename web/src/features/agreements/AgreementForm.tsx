import {
  AGREEMENT_LINES,
  AGREEMENT_LINE_MAX,
  type Agreement,
  type AgreementText,
  saveAgreementDraft,
} from '@footbridge/contract/agreements.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { TextArea } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ChangedLines } from './Lines.tsx';
import { sameText } from './rules.ts';

const prefilled = (): AgreementText =>
  Object.fromEntries(
    AGREEMENT_LINES.map((line) => [line, t(`agreements.${line}Fill`)]),
  ) as unknown as AgreementText;

const textFrom = (text: FormText): AgreementText =>
  Object.fromEntries(AGREEMENT_LINES.map((line) => [line, text(line).trim()])) as unknown as AgreementText;

interface AgreementFormProps {
  /** As it is now; a newer text may come while the form is open. */
  agreement: Agreement;
  onSaved: (agreement: Agreement) => void;
  /** Somebody else saved meanwhile: `agreement` is out of date. */
  onOvertaken: () => void;
  onCancel: () => void;
}

/**
 * The six lines, prefilled the first time. When somebody else saves while this is open, what is different in theirs is shown above what
 * was written, which stays; saving then goes out from theirs.
 */
export function AgreementForm({ agreement, onSaved, onOvertaken, onCancel }: AgreementFormProps) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const newest = agreement.draft?.text ?? agreement.versions[0]?.text;
  const revision = agreement.draft?.revision ?? 0;
  const [begun] = useState({ text: newest ?? prefilled(), revision });
  const save = useAction(async (text: FormText) => {
    try {
      const saved = await call(saveAgreementDraft, {
        params: { agreementId: agreement.id },
        body: { text: textFrom(text), fromRevision: revision },
      });
      toast(t('agreements.saved'));
      onSaved(saved);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 409) onOvertaken();
      throw error;
    }
  });
  const overtaken = agreement.draft !== null && agreement.draft.revision !== begun.revision;
  return (
    <>
      {agreement.draft && overtaken && !sameText(agreement.draft.text, begun.text) && (
        <div className="agreement-between" role="status">
          <p>{t('agreements.meanwhile', { name: agreement.draft.savedBy.name })}</p>
          <p className="soft small">{t('agreements.meanwhileWords')}</p>
          <ChangedLines before={begun.text} after={agreement.draft.text} />
          <div className="button-row">
            <Button onClick={onCancel}>{t('agreements.takeTheirs')}</Button>
          </div>
        </div>
      )}
      <Form
        action={save}
        submit={t('agreements.save')}
        beside={
          <Button tone="quiet" onClick={onCancel}>
            {t('kit.cancel')}
          </Button>
        }
      >
        {AGREEMENT_LINES.map((line) => (
          <TextArea
            key={line}
            label={t(`agreements.${line}`)}
            name={line}
            required
            rows={2}
            maxLength={AGREEMENT_LINE_MAX}
            defaultValue={begun.text[line]}
          />
        ))}
      </Form>
    </>
  );
}
