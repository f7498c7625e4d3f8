import { type RoundAnswer, sayYes, takeYesBack } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { stepAddress } from './rules.ts';

interface YesProps {
  answer: RoundAnswer;
  onChanged: () => void;
}

const firstName = (name: string): string => name.split(' ')[0] ?? name;

function AlreadySaid({ answer, onChanged }: YesProps) {
  const call = useCall();
  const { id: answerId, author, brings } = answer;
  const back = useAction(async () => {
    await call(takeYesBack, { params: { answerId } });
    onChanged();
  });
  return (
    <>
      <div className="button-row answer-actions">
        <span className="answer-said">{t('rounds.yesSaid')}</span>
        {author.account && (
          <>
            <ButtonLink href={stepAddress([author.id], answerId, brings)}>
              {t('rounds.startStep', { name: firstName(author.name) })}
            </ButtonLink>
            <Button tone="quiet" busy={back.busy} onClick={() => void back.run()}>
              {t('rounds.yesBack')}
            </Button>
          </>
        )}
      </div>
      <ProblemNote words={back.failure} />
    </>
  );
}

/** 'Yes please' to an answer: its author is told, and a small step is a page away. Without an account they are told by mail. */
export function YesPlease({ answer, onChanged }: YesProps) {
  const call = useCall();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const { id: answerId, author, brings } = answer;
  const name = firstName(author.name);
  const yes = useAction(async () => {
    await call(sayYes, { params: { answerId } });
    setAsking(false);
    onChanged();
    if (author.account) navigate(stepAddress([author.id], answerId, brings));
  });
  if (answer.yesByMe) return <AlreadySaid answer={answer} onChanged={onChanged} />;
  return (
    <>
      <div className="button-row answer-actions">
        <Button
          busy={yes.busy}
          aria-label={t('rounds.yesTo', { name: author.name })}
          onClick={() => (author.account ? void yes.run() : setAsking(true))}
        >
          {t('rounds.yes')}
        </Button>
      </div>
      {!asking && <ProblemNote words={yes.failure} />}
      {asking && (
        <ConfirmDialog
          title={t('rounds.yesMailTitle', { name })}
          action={t('rounds.yesMailSend')}
          busy={yes.busy}
          failure={yes.failure}
          onConfirm={() => void yes.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('rounds.yesMailAsk', { name })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
