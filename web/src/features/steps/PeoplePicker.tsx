import { listPeople, type PersonRef } from '@footbridge/contract/people.ts';
import { STEP_PEOPLE_MAX } from '@footbridge/contract/steps.ts';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { IconButton } from '../../kit/ui/IconButton.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';

const FOUND_MAX = 6;

function Found({
  name,
  chosen,
  onChoose,
}: {
  name: string;
  chosen: readonly PersonRef[];
  onChoose: (person: PersonRef) => void;
}) {
  const call = useCall();
  const me = useMe();
  const found = useLoad(
    async (signal) => (await call(listPeople, { query: { name }, signal })).people,
    [name],
  );
  const taken = new Set([me.id, ...chosen.map(({ id }) => id)]);
  return (
    <LoadedView loaded={found} lines={2}>
      {(people) => {
        const free = people.filter((person) => person.kind === 'person' && !taken.has(person.id));
        if (free.length === 0) return <p className="soft small">{t('steps.addPersonNone')}</p>;
        return (
          <ul className="step-found plain">
            {free.slice(0, FOUND_MAX).map((person) => (
              <li key={person.id}>
                <Button tone="quiet" onClick={() => onChoose(person)}>
                  <Face name={person.name} hue={person.organisation.hue} size="tiny" />
                  <PersonName person={person} />
                </Button>
              </li>
            ))}
          </ul>
        );
      }}
    </LoadedView>
  );
}

interface PickerProps {
  chosen: readonly PersonRef[];
  /** Whom it is fixed with: they cannot be left out. */
  fixed: boolean;
  onChange: (people: PersonRef[]) => void;
}

/** With whom: people I can see, found by name. */
export function PeoplePicker({ chosen, fixed, onChange }: PickerProps) {
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  return (
    <fieldset className="field step-who">
      <legend>{t('steps.who')}</legend>
      {chosen.length > 0 && (
        <ul className="step-chosen plain">
          {chosen.map((person) => (
            <li key={person.id}>
              <Face name={person.name} hue={person.organisation.hue} size="small" />
              <PersonName person={person} />
              {!fixed && (
                <IconButton
                  label={t('steps.removePerson', person)}
                  icon={<X />}
                  onClick={() => onChange(chosen.filter(({ id }) => id !== person.id))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!fixed && chosen.length < STEP_PEOPLE_MAX - 1 && (
        <details open={chosen.length === 0}>
          <summary>{t('steps.addPerson')}</summary>
          <TextField
            label={t('steps.addPerson')}
            hint={t('steps.addPersonHint')}
            type="search"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {asked && (
            <Found
              name={asked}
              chosen={chosen}
              onChoose={(person) => {
                setName('');
                onChange([...chosen, person]);
              }}
            />
          )}
        </details>
      )}
    </fieldset>
  );
}
