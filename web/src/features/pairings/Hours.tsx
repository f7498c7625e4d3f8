import {
  HALF_DAYS,
  type Meetings,
  type SuitableHours,
  WEEKDAYS,
  joinPairings,
} from '@footbridge/contract/pairings.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import './pairings.css';

const chosenIn = (text: FormText): SuitableHours[] =>
  WEEKDAYS.flatMap((weekday) =>
    HALF_DAYS.filter((half) => text(`${weekday} ${half}`) !== '').map((half) => ({ weekday, half })),
  );

function HalfDays({ hours }: { hours: readonly SuitableHours[] }) {
  const zone = useMe().timeZone.replaceAll('_', ' ');
  return (
    <fieldset className="field">
      <legend>{t('pairings.hours')}</legend>
      <p className="soft small">{t('pairings.hoursHint', { zone })}</p>
      <ul className="half-days plain">
        {WEEKDAYS.map((weekday) => (
          <li key={weekday}>
            <span aria-hidden="true">{t(`pairings.${weekday}`)}</span>
            {HALF_DAYS.map((half) => (
              <label key={half}>
                <input
                  type="checkbox"
                  aria-label={`${t(`pairings.${weekday}`)} ${t(`pairings.${half}`)}`}
                  name={`${weekday} ${half}`}
                  defaultChecked={hours.some((one) => one.weekday === weekday && one.half === half)}
                />
                {t(`pairings.${half}`)}
              </label>
            ))}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The half-days that suit me. Saying them is taking part. */
export function Hours({
  meetings,
  onChanged,
}: {
  meetings: Meetings;
  onChanged: (meetings: Meetings) => void;
}) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [none, setNone] = useState(false);
  const { participation } = meetings;
  const save = useAction(async (text: FormText) => {
    const hours = chosenIn(text);
    setNone(hours.length === 0);
    if (hours.length === 0) return;
    onChanged(await call(joinPairings, { body: { hours } }));
    toast(t(participation === null ? 'pairings.joined' : 'pairings.hoursSaved'));
  });
  return (
    <Form
      action={save}
      submit={t(participation === null ? 'pairings.join' : 'pairings.hoursSave')}
      tone={participation === null ? 'primary' : 'plain'}
    >
      <HalfDays hours={participation?.hours ?? []} />
      <ProblemNote words={none ? t('pairings.hoursNone') : null} />
    </Form>
  );
}
