import { MATTER_MAX, type getCasePath, openCase } from '@footbridge/contract/cases.ts';
import type { ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { newId } from '../../kit/live/newId.ts';
import { t } from '../../kit/text/t.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { CheckField } from '../../kit/ui/form/Choice.tsx';
import { TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { WhoHelps } from './WhoHelps.tsx';
import { type aboutOf, endOfDay, proposedDay } from './rules.ts';

interface OpenCaseProps {
  about: NonNullable<ReturnType<typeof aboutOf>>;
  path: ReplyOf<typeof getCasePath>;
}

function Parties({
  people,
  chosen,
  onChange,
}: {
  people: readonly PersonRef[];
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  return (
    <fieldset className="field">
      <legend>{t('cases.parties')}</legend>
      {people.map((person) => (
        <CheckField
          key={person.id}
          label={<PersonName person={person} />}
          checked={chosen.includes(person.id)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(checked ? [...chosen, person.id] : chosen.filter((id) => id !== person.id))
          }
        />
      ))}
    </fieldset>
  );
}

/** Names those it is between and a facilitator, and tells them. */
export function OpenCase({ about, path }: OpenCaseProps) {
  const call = useCall();
  const now = useNow();
  const [, navigate] = useLocation();
  const [only] = path.people;
  const [partyIds, setPartyIds] = useState(path.people.length === 1 && only ? [only.id] : []);
  const [helpers, setHelpers] = useState<PersonRef[]>([]);
  const [missing, setMissing] = useState<'cases.partyNone' | 'cases.helperNone' | null>(null);
  // The same case however often the button is pressed.
  const [clientId] = useState(newId);
  const open = useAction(async (text: FormText) => {
    const lacks =
      partyIds.length === 0 ? 'cases.partyNone' : helpers.length === 0 ? 'cases.helperNone' : null;
    setMissing(lacks);
    if (lacks !== null) return;
    const helperIds = helpers.map(({ id }) => id);
    const dueAt = endOfDay(text('dueAt'));
    const body = { ...about, partyIds, matter: text('matter'), helperIds, dueAt, clientId };
    navigate(`/cases/${(await call(openCase, { body })).id}`);
  });
  if (path.people.length === 0) return <p className="soft">{t('cases.nobody')}</p>;
  const likely = path.people.filter(({ id }) => path.stewards.includes(id));
  return (
    <Form action={open} submit={t('cases.openDo')}>
      <Parties people={path.people} chosen={partyIds} onChange={setPartyIds} />
      <TextArea
        label={t('cases.matter')}
        hint={t('cases.matterHint')}
        name="matter"
        required
        maxLength={MATTER_MAX}
      />
      <WhoHelps
        kind="facilitator"
        chosen={helpers}
        onChange={setHelpers}
        likely={likely}
        leaveOut={partyIds}
      />
      <TextField label={t('cases.due')} type="date" name="dueAt" required defaultValue={proposedDay(now)} />
      <ProblemNote words={missing === null ? null : t(missing)} />
    </Form>
  );
}
