import { changeCharter, type Charter } from '@footbridge/contract/spaces.ts';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { CharterFields } from './CharterFields.tsx';
import { charterFrom } from './rules.ts';

interface CharterFormProps {
  spaceId: string;
  charter: Charter;
  onSaved: () => void;
  onCancel: () => void;
}

/** Changes the charter from the version that is shown: refused when somebody else changed it meanwhile, with what was written kept. */
export function CharterForm({ spaceId, charter, onSaved, onCancel }: CharterFormProps) {
  const call = useCall();
  const save = useAction(async (text: FormText) => {
    await call(changeCharter, {
      params: { spaceId },
      body: { ...charterFrom(text), fromVersion: charter.version },
    });
    onSaved();
  });
  const cancel = (
    <Button tone="quiet" onClick={onCancel}>
      {t('kit.cancel')}
    </Button>
  );
  return (
    <Form action={save} submit={t('charter.save')} beside={cancel}>
      <p className="soft">{t('charter.changeWords')}</p>
      <CharterFields charter={charter} />
    </Form>
  );
}
