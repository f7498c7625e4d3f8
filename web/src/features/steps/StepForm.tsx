import type { PersonRef } from '@footbridge/contract/people.ts';
import {
  type Stakes,
  TIME_BOX_DEFAULT,
  TIME_STAKE_HOURS,
  type TimeBox,
} from '@footbridge/contract/steps/stakes.ts';
import { type ProposalFields } from '@footbridge/contract/steps.ts';
import { useState } from 'react';
import type * as z from 'zod/mini';
import { useAction } from '../../kit/api/useAction.ts';
import { newId } from '../../kit/live/newId.ts';
import { t } from '../../kit/text/t.ts';
import { SelectField, TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import { OwnWordsFields } from './StepHow.tsx';
import { HOURS, boxOptions, levelOptions, namesOf } from './rules.ts';
import './steps.css';

type Fields = {
  [Key in Exclude<keyof typeof ProposalFields, 'origin'>]: z.infer<(typeof ProposalFields)[Key]>;
};
export type NewProposal = Fields & { organisationId: string; personIds: string[] };

/** What a step begins with when it comes from something. */
export interface StepStart {
  people: PersonRef[];
  /** The people are given with what it comes from. */
  fixed: boolean;
  title: string;
  stakes: Stakes;
  timeBox: TimeBox;
}

export const SMALLEST: Pick<StepStart, 'stakes' | 'timeBox'> = {
  stakes: { time: 'halfDay', money: 'none', reputation: 'betweenUs', data: 'none' },
  timeBox: TIME_BOX_DEFAULT,
};

/** A day without a time of day begins at nine of the reader's clock. */
const startOf = (date: string): string | null =>
  date === '' ? null : new Date(`${date}T09:00:00`).toISOString();

function SizeFields({ stakes, timeBox }: Pick<StepStart, 'stakes' | 'timeBox'>) {
  return (
    <fieldset className="field step-sizes">
      <legend>{t('steps.size')}</legend>
      <div className="step-grid">
        <SelectField
          label={t('steps.timeBox')}
          name="timeBox"
          defaultValue={timeBox}
          options={boxOptions()}
        />
        <SelectField
          label={t('steps.hours')}
          name="hoursLimit"
          defaultValue={TIME_STAKE_HOURS[stakes.time]}
          options={HOURS.map((hours) => [String(hours), String(hours)])}
        />
        {(['money', 'reputation', 'data'] as const).map((axis) => (
          <SelectField
            key={axis}
            label={t(`steps.${axis}`)}
            name={axis}
            defaultValue={stakes[axis]}
            options={levelOptions(axis)}
          />
        ))}
        <TextField label={t('steps.startsOn')} hint={t('steps.startsOnHint')} name="startsOn" type="date" />
      </div>
    </fieldset>
  );
}

/** Everything about a small step on one page, with the small choices made already. */
export function StepForm({
  start,
  onPropose,
}: {
  start: StepStart;
  onPropose: (proposal: NewProposal) => Promise<void>;
}) {
  const me = useMe();
  const [people, setPeople] = useState(start.people);
  const [alone, setAlone] = useState(false);
  // The same id for every attempt of this form: sent twice it is one step.
  const [clientId] = useState(newId);
  const organisations = me.affiliations.map(({ organisation }) => organisation);
  const propose = useAction(async (text: FormText) => {
    setAlone(people.length === 0);
    if (people.length === 0) return;
    await onPropose({
      title: text('title'),
      purpose: text('purpose'),
      timeBox: text('timeBox') as TimeBox,
      hoursLimit: Number(text('hoursLimit')),
      money: text('money') as Stakes['money'],
      reputation: text('reputation') as Stakes['reputation'],
      data: text('data') as Stakes['data'],
      startsAt: startOf(text('startsOn')),
      benefit: text('benefit'),
      atStake: text('atStake'),
      clientId,
      organisationId: text('organisationId') || (organisations[0]?.id ?? ''),
      personIds: people.map(({ id }) => id),
    });
  });
  const names = namesOf(people.map(({ name }) => ({ name: name.split(' ')[0] ?? name })));
  return (
    <Form
      action={propose}
      submit={people.length > 0 ? t('steps.propose', { names }) : t('steps.proposeNobody')}
    >
      <PeoplePicker chosen={people} fixed={start.fixed} onChange={setPeople} />
      <TextField
        label={t('steps.what')}
        hint={t('steps.whatHint')}
        name="title"
        required
        maxLength={120}
        defaultValue={start.title}
      />
      <TextArea
        label={t('steps.purpose')}
        hint={t('steps.purposeHint')}
        name="purpose"
        rows={2}
        maxLength={1000}
      />
      {organisations.length > 1 && (
        <SelectField
          label={t('steps.forWhich')}
          name="organisationId"
          options={organisations.map(({ id, name }) => [id, name])}
        />
      )}
      <SizeFields stakes={start.stakes} timeBox={start.timeBox} />
      <OwnWordsFields benefit="" atStake="" />
      <ProblemNote words={alone && people.length === 0 ? t('steps.whoNeeded') : null} />
    </Form>
  );
}
