import { claimProfile } from '@footbridge/contract/accounts.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { CopyField } from '../../kit/ui/form/CopyField.tsx';
import { Dialog } from '../../kit/ui/Dialog.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';

/** Makes the link by which the person behind an imported profile takes it over. */
export function ClaimDialog({ person, onClose }: { person: PersonRef; onClose: () => void }) {
  const call = useCall();
  const [link, setLink] = useState<string | null>(null);
  const claim = useAction(async (text: FormText) => {
    const reply = await call(claimProfile, {
      params: { personId: person.id },
      body: { email: text('email') },
    });
    setLink(reply.link);
  });
  return (
    <Dialog title={t('administration.claimTitle', person)} onClose={onClose}>
      <p>{t('administration.claimWords')}</p>
      {link === null ? (
        <Form action={claim} submit={t('administration.claimDo')}>
          <TextField label={t('invitations.email')} name="email" type="email" required maxLength={254} />
        </Form>
      ) : (
        <CopyField
          label={t('administration.claimLink', person)}
          hint={t('administration.claimLinkWords')}
          text={link}
        />
      )}
    </Dialog>
  );
}
