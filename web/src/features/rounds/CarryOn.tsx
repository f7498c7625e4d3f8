import { type Round, askAgain, endRound } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '../../kit/ui/Dialog.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import type { RoundProps } from './MyAnswer.tsx';
import { QuestionField, UntilAndByMail, openingFrom } from './OpeningFields.tsx';

function AskAgain({ round, onClose }: { round: Round; onClose: () => void }) {
  const call = useCall();
  const [, navigate] = useLocation();
  const ask = useAction(async (text: FormText) => {
    const next = await call(askAgain, { params: { roundId: round.id }, body: openingFrom(text) });
    navigate(`/rounds/${next.id}`);
  });
  return (
    <Dialog title={t('rounds.againTitle')} onClose={onClose} wide>
      <p className="soft">{t('rounds.againWords')}</p>
      <Form action={ask} submit={t('rounds.againDo')}>
        <QuestionField question={round.question} />
        <UntilAndByMail emails={round.addressees?.map(({ email }) => email) ?? []} />
      </Form>
    </Dialog>
  );
}

function EndNow({ round, onChanged, onClose }: RoundProps & { onClose: () => void }) {
  const call = useCall();
  const end = useAction(async () => {
    onChanged(await call(endRound, { params: { roundId: round.id } }));
    onClose();
  });
  return (
    <ConfirmDialog
      title={t('rounds.endTitle')}
      action={t('rounds.endDo')}
      busy={end.busy}
      failure={end.failure}
      onConfirm={() => void end.run()}
      onClose={onClose}
    >
      <p>{t('rounds.endWords')}</p>
    </ConfirmDialog>
  );
}

/** Ends a round of mine before its date, or asks one again that is over. */
export function CarryOn({ round, onChanged }: RoundProps) {
  const [open, setOpen] = useState<'end' | 'again' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {round.facilitating && !round.over && (
        <Button onClick={() => setOpen('end')}>{t('rounds.endNow')}</Button>
      )}
      {round.mayAskAgain && (
        <Button tone="primary" onClick={() => setOpen('again')}>
          {t('rounds.again')}
        </Button>
      )}
      {open === 'end' && <EndNow round={round} onChanged={onChanged} onClose={close} />}
      {open === 'again' && <AskAgain round={round} onClose={close} />}
    </>
  );
}
