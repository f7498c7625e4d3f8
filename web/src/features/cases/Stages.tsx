import type { Case, CaseStage } from '@footbridge/contract/cases.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { PersonName } from '../people/PersonName.tsx';

function Stage({ stage, current }: { stage: CaseStage; current: boolean }) {
  const now = useNow();
  return (
    <li aria-current={current ? 'step' : undefined}>
      <p>
        <b>{t(`cases.${stage.kind}`)}</b>{' '}
        <span className="soft small">{t('cases.until', { day: day(stage.dueAt, now) })}</span>
      </p>
      <ul className="plain case-people">
        {stage.helpers.map(({ person, accepted }) => (
          <li key={person.id}>
            <PersonName person={person} />{' '}
            <span className="soft small">{t(accepted ? 'cases.helps' : 'cases.notYet')}</span>
          </li>
        ))}
      </ul>
      {stage.outcome && (
        <div className="case-outcome">
          <p>
            <b>{t('cases.outcome')}</b>
          </p>
          <p className="case-words">{stage.outcome.text}</p>
          <p className="soft small">
            {t('cases.outcomeBy', {
              name: stage.outcome.writtenBy.name,
              day: day(stage.outcome.writtenAt, now),
            })}
          </p>
        </div>
      )}
    </li>
  );
}

/** The stages so far, each with who helps and until when. */
export function Stages({ shown }: { shown: Case }) {
  return (
    <ol className="case-path">
      {shown.stages.map((stage, at) => (
        <Stage
          key={stage.id}
          stage={stage}
          current={shown.closedAt === null && at === shown.stages.length - 1}
        />
      ))}
    </ol>
  );
}
