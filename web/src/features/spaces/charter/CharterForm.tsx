import { changeCharter, type Charter } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { ProblemError } from '../../../kit/api/problemError.ts';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { CharterFields } from './CharterFields.tsx';
import { CharterVersionLine } from './CharterView.tsx';
import { charterFrom } from './rules.ts';

interface CharterFormProps {
  spaceId: string;
  /** As it is now; a newer one may come while the form is open. */
  charter: Charter;
  onSaved: () => void;
  onCancel: () => void;
  /** Somebody else changed it meanwhile: `charter` is out of date. */
  onOvertaken: () => void;
}

/**
 * Changes the charter from the version that the writer has seen. When somebody else was faster, that version is shown above what
 * was written, which stays; saving again then goes out from it.
 */
export function CharterForm({ spaceId, charter, onSaved, onCancel, onOvertaken }: CharterFormProps) {
  const call = useCall();
  const [begunWith] = useState(charter);
  const save = useAction(async (text: FormText) => {
    try {
      await call(changeCharter, {
        params: { spaceId },
        body: { ...charterFrom(text), fromVersion: charter.version },
      });
      onSaved();
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 409) onOvertaken();
      throw error;
    }
  });
  const cancel = (
    <Button tone="quiet" onClick={onCancel}>
      {t('kit.cancel')}
    </Button>
  );
  return (
    <>
      {charter.version !== begunWith.version && (
        <div className="charter-between">
          <h3>{t('charter.between')}</h3>
          <CharterVersionLine charter={charter} />
          <p className="charter-words">{charter.purpose || t('charter.noPurpose')}</p>
          <p className="charter-words">{charter.norms || t('charter.noNorms')}</p>
        </div>
      )}
      <Form action={save} submit={t('charter.save')} beside={cancel}>
        <p className="soft">{t('charter.changeWords')}</p>
        <CharterFields charter={begunWith} />
      </Form>
    </>
  );
}
