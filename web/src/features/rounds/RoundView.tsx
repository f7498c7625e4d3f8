import { type Round, sayOutcome } from '@footbridge/contract/rounds.ts';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { t } from '../../kit/text/t.ts';
import { PersonName } from '../people/PersonName.tsx';
import { Addressees } from './Addressees.tsx';
import { Answers } from './Answers.tsx';
import { LastTime, MyLastTime } from './LastTime.tsx';
import { MyAnswer, type RoundProps } from './MyAnswer.tsx';
import './rounds.css';

function PeopleAsked({ people }: Pick<Round, 'people'>) {
  if (people.length === 0) return null;
  return (
    <details className="people-asked">
      <summary>{t('rounds.peopleAsked')}</summary>
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <PersonName person={person} link />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A round as somebody has it who is asked in it. */
export function RoundView({ round, onChanged }: RoundProps) {
  const call = useCall();
  const { lastTime, nextId, previousId } = round;
  const reload = () => onChanged();
  return (
    <div className="round">
      {nextId !== null && (
        <p className="round-next">
          {t('rounds.askedAgain')}. <Link href={`/rounds/${nextId}`}>{t('rounds.seeNext')}</Link>
        </p>
      )}
      <PeopleAsked people={round.people} />
      {lastTime !== null && (
        <MyLastTime
          answers={lastTime}
          linked
          onSay={async (answerId, body) => {
            await call(sayOutcome, { params: { answerId }, body });
            reload();
          }}
        />
      )}
      <MyAnswer round={round} onChanged={onChanged} />
      <Answers round={round} onChanged={reload} />
      {lastTime !== null && (
        <LastTime
          answers={lastTime}
          linked
          beside={
            previousId !== null && (
              <p className="more">
                <Link href={`/rounds/${previousId}`}>{t('rounds.seePrevious')}</Link>
              </p>
            )
          }
        />
      )}
      <Addressees round={round} onChanged={onChanged} />
    </div>
  );
}
