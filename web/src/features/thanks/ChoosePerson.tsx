import { getPerson, listPeople, type PersonRef } from '@footbridge/contract/people.ts';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';
import './thanks.css';

const SHOWN_MAX = 6;

/** The person of an address, as I may see them; null while nobody is named. */
export function usePersonById(personId: string | null) {
  const call = useCall();
  return useLoad(
    async (signal): Promise<PersonRef | null> => {
      if (personId === null) return null;
      const { id, name, kind, affiliations } = await call(getPerson, { params: { personId }, signal });
      const organisation = affiliations[0]?.organisation;
      return organisation === undefined ? null : { id, name, kind, organisation };
    },
    [personId],
  );
}

/** Finds somebody else whom I may see, by name. */
export function ChoosePerson({ label, onChoose }: { label: string; onChoose: (person: PersonRef) => void }) {
  const call = useCall();
  const me = useMe();
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  const found = useLoad(
    async (signal) => (asked ? (await call(listPeople, { query: { name: asked }, signal })).people : []),
    [asked],
  );
  const others = (people: PersonRef[]) =>
    people.filter(({ id, kind }) => id !== me.id && kind === 'person').slice(0, SHOWN_MAX);
  return (
    <div className="choose-person">
      <TextField label={label} type="search" value={name} onChange={(event) => setName(event.target.value)} />
      {asked && (
        <LoadedView loaded={found} lines={2}>
          {(people) =>
            others(people).length === 0 ? (
              <p className="soft small">{t('thanks.findNone')}</p>
            ) : (
              <ul className="rows">
                {others(people).map((person) => (
                  <li key={person.id}>
                    <Face name={person.name} hue={person.organisation.hue} size="small" />
                    <PersonName person={person} />
                    <Button onClick={() => onChoose(person)}>{t('thanks.choose', person)}</Button>
                  </li>
                ))}
              </ul>
            )
          }
        </LoadedView>
      )}
    </div>
  );
}

/** Whom it is about, with a way to choose somebody else. */
export function ChosenPerson({ person, onChange }: { person: PersonRef; onChange: () => void }) {
  return (
    <div className="chosen-person">
      <Face name={person.name} hue={person.organisation.hue} />
      <PersonName person={person} />
      <Button tone="quiet" onClick={onChange}>
        {t('thanks.another')}
      </Button>
    </div>
  );
}
