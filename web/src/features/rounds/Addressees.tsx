import { type Round, addAddressee, removeAddressee } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import type { RoundProps } from './MyAnswer.tsx';

type Addressee = NonNullable<Round['addressees']>[number];

function RemoveAddressee({
  addressee,
  onChanged,
  onClose,
}: Pick<RoundProps, 'onChanged'> & { addressee: Addressee; onClose: () => void }) {
  const call = useCall();
  const { id: addresseeId, email } = addressee;
  const remove = useAction(async () => {
    onChanged(await call(removeAddressee, { params: { addresseeId } }));
    onClose();
  });
  return (
    <ConfirmDialog
      title={t('rounds.byMailRemoveTitle', { email })}
      action={t('rounds.byMailRemoveDo')}
      danger
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{t('rounds.byMailRemoveWords')}</p>
    </ConfirmDialog>
  );
}

function AddAddressee({ round, onChanged }: RoundProps) {
  const call = useCall();
  const add = useAction(async (text: FormText) => {
    onChanged(await call(addAddressee, { params: { roundId: round.id }, body: { email: text('email') } }));
  });
  return (
    <Form
      key={round.addressees?.map(({ askedAt }) => askedAt).join()}
      action={add}
      submit={t('rounds.byMailDo')}
      tone="plain"
    >
      <TextField
        label={t('rounds.byMailAdd')}
        hint={t('rounds.byMailAddHint')}
        name="email"
        type="email"
        autoComplete="off"
        required
        maxLength={254}
      />
    </Form>
  );
}

/** For the facilitator alone: who was asked by mail. Whether they answered is not shown. */
export function Addressees({ round, onChanged }: RoundProps) {
  const now = useNow();
  const [removing, setRemoving] = useState<Addressee | null>(null);
  const { addressees } = round;
  if (addressees === null || (addressees.length === 0 && round.over)) return null;
  return (
    <Section title={t('rounds.byMail')} hint={t('rounds.byMailWords')}>
      {addressees.length > 0 && (
        <ul className="rows">
          {addressees.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.email}</b> <span className="soft small">{day(one.askedAt, now)}</span>
              </span>
              <Button
                aria-label={t('rounds.byMailRemoveOf', { email: one.email })}
                onClick={() => setRemoving(one)}
              >
                {t('rounds.byMailRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!round.over && <AddAddressee round={round} onChanged={onChanged} />}
      {removing !== null && (
        <RemoveAddressee addressee={removing} onChanged={onChanged} onClose={() => setRemoving(null)} />
      )}
    </Section>
  );
}
