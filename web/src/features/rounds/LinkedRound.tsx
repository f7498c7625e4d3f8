import * as rounds from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { AnswerFields, answerFrom } from './AnswerFields.tsx';
import { LastTime, MyLastTime } from './LastTime.tsx';
import './rounds.css';

interface LinkedProps {
  secret: string;
  round: rounds.LinkedRound;
  onChanged: (round: rounds.LinkedRound) => void;
}

function LinkedAnswerForm({
  secret,
  answer,
  onChanged,
  onDone,
}: Omit<LinkedProps, 'round'> & { answer: rounds.RoundAnswer | undefined; onDone: () => void }) {
  const call = useCall();
  const give = useAction(async (text: FormText) => {
    const body = { secret, name: text('name'), organisation: text('organisation'), ...answerFrom(text) };
    onChanged(await call(rounds.answerLinkedRound, { body }));
    onDone();
  });
  return (
    <Form action={give} submit={t(answer ? 'rounds.saveDo' : 'rounds.answerDo')}>
      <TextField
        label={t('rounds.linkName')}
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={answer?.author.name ?? ''}
      />
      <TextField
        label={t('rounds.linkOrganisation')}
        name="organisation"
        autoComplete="organization"
        required
        maxLength={100}
        defaultValue={answer?.author.organisation.name ?? ''}
      />
      <AnswerFields answer={answer} />
      <p className="soft small">{t('rounds.linkHow')}</p>
    </Form>
  );
}

function MyLinkedAnswer({ secret, round, onChanged }: LinkedProps) {
  const call = useCall();
  const [editing, setEditing] = useState(false);
  const answer = round.answers?.find((one) => one.mine);
  const withdraw = useAction(async () => {
    onChanged(await call(rounds.withdrawLinkedAnswer, { body: { secret } }));
  });
  if (answer === undefined && round.over) return null;
  return (
    <Section title={t('rounds.yourAnswer')}>
      {answer !== undefined && !editing ? (
        <>
          <AnswerCard answer={answer} linked={false}>
            <div className="button-row answer-actions">
              {!round.over && <Button onClick={() => setEditing(true)}>{t('rounds.change')}</Button>}
              <Button tone="quiet" busy={withdraw.busy} onClick={() => void withdraw.run()}>
                {t('rounds.withdraw')}
              </Button>
            </div>
            <ProblemNote words={withdraw.failure} />
          </AnswerCard>
          <p className="unseen" role="status">
            {t('rounds.linkSaved')}
          </p>
        </>
      ) : (
        <LinkedAnswerForm
          key={answer?.id}
          secret={secret}
          answer={answer}
          onChanged={onChanged}
          onDone={() => setEditing(false)}
        />
      )}
    </Section>
  );
}

function OthersAnswers({ round }: { round: rounds.LinkedRound }) {
  const others = round.answers?.filter((one) => !one.mine);
  return (
    <Section title={t('rounds.answers')}>
      {others === undefined && <p className="round-hidden">{t('rounds.notYet')}</p>}
      {others?.length === 0 && (
        <p className="soft">{t(round.over ? 'rounds.noAnswersOver' : 'rounds.noAnswers')}</p>
      )}
      <ul className="answers">
        {others?.map((answer) => (
          <li key={answer.id}>
            <AnswerCard answer={answer} linked={false} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ForgetMe({ secret, onForgotten }: { secret: string; onForgotten: () => void }) {
  const call = useCall();
  const [asking, setAsking] = useState(false);
  const forget = useAction(async () => {
    await call(rounds.forgetMe, { body: { secret } });
    onForgotten();
  });
  return (
    <>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        {t('rounds.linkForget')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('rounds.linkForgetTitle')}
          action={t('rounds.linkForgetDo')}
          danger
          busy={forget.busy}
          failure={forget.failure}
          onConfirm={() => void forget.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('rounds.linkForgetWords')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function LinkedRoundParts({
  secret,
  round,
  onChanged,
  onForgotten,
}: LinkedProps & { onForgotten: () => void }) {
  const call = useCall();
  const now = useNow();
  const { question, facilitator, endsAt, over, expiresAt, lastTime } = round;
  return (
    <div className="round linked-round">
      <p>
        <PersonName person={facilitator} /> {t('rounds.linkFrom')}
      </p>
      <p className="linked-question">{question}</p>
      <p className="soft small">{t(over ? 'rounds.ended' : 'rounds.until', { day: longDay(endsAt, now) })}</p>
      {lastTime !== null && (
        <MyLastTime
          answers={lastTime}
          linked={false}
          onSay={async (answerId, said) => {
            onChanged(await call(rounds.sayLinkedOutcome, { body: { secret, answerId, ...said } }));
          }}
        />
      )}
      <MyLinkedAnswer secret={secret} round={round} onChanged={onChanged} />
      <OthersAnswers round={round} />
      {lastTime !== null && <LastTime answers={lastTime} linked={false} />}
      <footer>
        <p className="soft small">{t('rounds.linkUntil', { day: longDay(expiresAt, now) })}</p>
        <ForgetMe secret={secret} onForgotten={onForgotten} />
      </footer>
    </div>
  );
}

/** A round for somebody without an account, who came by a link; `secret` is what stands in it. */
export function LinkedRound({ secret }: { secret: string }) {
  const call = useCall();
  const [forgotten, setForgotten] = useState(false);
  const round = useLoad((signal) => call(rounds.readLinkedRound, { body: { secret }, signal }), [secret]);
  if (forgotten) return <p role="status">{t('rounds.linkForgotten')}</p>;
  return (
    <LoadedView loaded={round}>
      {(shown) => (
        <LinkedRoundParts
          secret={secret}
          round={shown}
          onChanged={round.replace}
          onForgotten={() => setForgotten(true)}
        />
      )}
    </LoadedView>
  );
}
