import {
  type Round,
  type RoundAnswer,
  answerRound,
  waveRoundAway,
  withdrawAnswer,
} from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { AnswerFields, answerFrom } from './AnswerFields.tsx';
import { stepAddress } from './rules.ts';

export interface RoundProps {
  round: Round;
  /** What the server says of it now; nothing when it is to be asked again. */
  onChanged: (round?: Round) => void;
}

function NotThisTime({ round, onChanged }: RoundProps) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const wave = useAction(async () => {
    await call(waveRoundAway, { params: { roundId: round.id } });
    toast(t('rounds.notThisTimeWords'));
    onChanged();
  });
  if (round.wavedAway) return null;
  return (
    <Button tone="quiet" busy={wave.busy} onClick={() => void wave.run()}>
      {t('rounds.notThisTime')}
    </Button>
  );
}

function AnswerForm({
  round,
  answer,
  onChanged,
  onCancel,
}: RoundProps & { answer?: RoundAnswer | undefined; onCancel?: () => void }) {
  const call = useCall();
  const { announce } = useAnnouncer();
  const give = useAction(async (text: FormText) => {
    const body = answerFrom(text);
    onChanged(await call(answerRound, { params: { roundId: round.id }, body }));
    announce(t('rounds.saved'));
    onCancel?.();
  });
  return (
    <Form
      action={give}
      submit={t(answer ? 'rounds.saveDo' : 'rounds.answerDo')}
      className="form round-form"
      beside={
        onCancel ? (
          <Button tone="quiet" onClick={onCancel}>
            {t('kit.cancel')}
          </Button>
        ) : (
          <NotThisTime round={round} onChanged={onChanged} />
        )
      }
    >
      <AnswerFields answer={answer} />
      <p className="soft small">{t('rounds.seenAfter')}</p>
    </Form>
  );
}

/** Who said 'yes please' to my answer: for nobody else to see. */
function YesToMe({ answer }: { answer: RoundAnswer }) {
  if (answer.yesBy.length === 0) return null;
  return (
    <div className="yes-by" role="status">
      <b>{t('rounds.yesBy')}</b>
      <ul>
        {answer.yesBy.map((person) => (
          <li key={person.id}>
            <PersonName person={person} link />
            <ButtonLink href={stepAddress([person.id], answer.id, answer.brings)}>
              {t('rounds.startStep', { name: person.name.split(' ')[0] ?? person.name })}
            </ButtonLink>
          </li>
        ))}
      </ul>
      <p className="soft small">{t('rounds.yesByWords')}</p>
    </div>
  );
}

function Given({
  round,
  answer,
  onChanged,
  onEdit,
}: RoundProps & { answer: RoundAnswer; onEdit: () => void }) {
  const call = useCall();
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    onChanged(await call(withdrawAnswer, { params: { roundId: round.id } }));
  });
  return (
    <AnswerCard answer={answer} linked>
      <YesToMe answer={answer} />
      <div className="button-row answer-actions">
        {!round.over && <Button onClick={onEdit}>{t('rounds.change')}</Button>}
        <Button tone="quiet" onClick={() => setAsking(true)}>
          {t('rounds.withdraw')}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('rounds.withdrawTitle')}
          action={t('rounds.withdrawDo')}
          danger
          busy={withdraw.busy}
          failure={withdraw.failure}
          onConfirm={() => void withdraw.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('rounds.withdrawWords')}</p>
        </ConfirmDialog>
      )}
      <ProblemNote words={asking ? null : withdraw.failure} />
    </AnswerCard>
  );
}

/** My answer: to give while it is open, to change until the end, to take back at any time. */
export function MyAnswer({ round, onChanged }: RoundProps) {
  const [editing, setEditing] = useState(false);
  const answer = round.answers?.find((one) => one.mine);
  if (answer === undefined && round.over) return null;
  return (
    <Section title={t('rounds.yourAnswer')}>
      {answer !== undefined && !editing ? (
        <Given round={round} answer={answer} onChanged={onChanged} onEdit={() => setEditing(true)} />
      ) : (
        <AnswerForm
          key={answer?.id}
          round={round}
          answer={answer}
          onChanged={onChanged}
          {...(answer ? { onCancel: () => setEditing(false) } : {})}
        />
      )}
    </Section>
  );
}
