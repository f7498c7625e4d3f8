import type { PersonRef } from '@footbridge/contract/people.ts';
import { openRound, openRoundInSpace } from '@footbridge/contract/rounds.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { newId } from '../../kit/live/newId.ts';
import { t } from '../../kit/text/t.ts';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { SelectField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { useMe } from '../people/MeContext.tsx';
import { useNamedSpaces } from '../spaces/SpacesContext.tsx';
import { ChoosePeople } from './ChoosePeople.tsx';
import { QuestionField, UntilAndByMail, openingFrom } from './OpeningFields.tsx';
import './rounds.css';

type Whom = 'space' | 'people';

function ActFor() {
  const mine = useMe().affiliations.filter(({ role }) => role !== 'guest');
  if (mine.length < 2) return null;
  return (
    <SelectField
      label={t('rounds.actFor')}
      name="organisationId"
      options={mine.map(({ organisation }) => [organisation.id, organisation.name])}
    />
  );
}

function WhomFields({
  whom,
  spaceId,
  chosen,
  onWhom,
  onChoose,
}: {
  whom: Whom;
  spaceId: string | null;
  chosen: PersonRef[];
  onWhom: (whom: Whom) => void;
  onChoose: (people: PersonRef[]) => void;
}) {
  const spaces = useNamedSpaces()
    .filter(({ archivedAt }) => archivedAt === null)
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const mayList = useMe().affiliations.some(({ role }) => role !== 'guest');
  return (
    <>
      {mayList && spaces.length > 0 && (
        <ChoiceField
          legend={t('rounds.whom')}
          name="whom"
          value={whom}
          onChoose={onWhom}
          options={[
            { value: 'space', label: t('rounds.whomSpace'), hint: t('rounds.whomSpaceMeans') },
            { value: 'people', label: t('rounds.whomPeople'), hint: t('rounds.whomPeopleMeans') },
          ]}
        />
      )}
      {whom === 'space' && spaces.length > 0 ? (
        <SelectField
          label={t('rounds.space')}
          name="spaceId"
          defaultValue={spaceId ?? spaces[0]?.id ?? ''}
          options={spaces.map(({ id, name }) => [id, name])}
        />
      ) : (
        <>
          <ChoosePeople chosen={chosen} onChoose={onChoose} />
          <ActFor />
        </>
      )}
    </>
  );
}

/** Opens a round; `spaceId` is the space it was begun from. */
export function OpenRound({ spaceId }: { spaceId: string | null }) {
  const call = useCall();
  const [, navigate] = useLocation();
  const [clientId] = useState(newId);
  const [whom, setWhom] = useState<Whom>('space');
  const [chosen, setChosen] = useState<PersonRef[]>([]);
  const open = useAction(async (text: FormText) => {
    const opening = { ...openingFrom(text), clientId };
    const space = text('spaceId');
    const organisationId = text('organisationId');
    const round =
      space === ''
        ? await call(openRound, {
            body: {
              ...opening,
              personIds: chosen.map(({ id }) => id),
              ...(organisationId === '' ? {} : { organisationId }),
            },
          })
        : await call(openRoundInSpace, { params: { spaceId: space }, body: opening });
    navigate(`/rounds/${round.id}`);
  });
  return (
    <Form action={open} submit={t('rounds.openDo')} className="form round-form">
      <QuestionField question={t('rounds.defaultQuestion')} />
      <WhomFields whom={whom} spaceId={spaceId} chosen={chosen} onWhom={setWhom} onChoose={setChosen} />
      <UntilAndByMail emails={[]} />
    </Form>
  );
}
