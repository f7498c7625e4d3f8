import { listPeople, type PersonRef } from '@footbridge/contract/people.ts';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { useMe } from './MeContext.tsx';
import { PersonName } from './PersonName.tsx';
import './people.css';

const FOUND_MAX = 6;

interface PersonSearchProps {
  label: string;
  hint?: string;
  /** Said when nobody is found. */
  none: string;
  /** What choosing somebody does, for screen readers. */
  choose: (person: PersonRef) => string;
  leaveOut: readonly string[];
  onChoose: (person: PersonRef) => void;
}

function Found({ name, none, choose, leaveOut, onChoose }: PersonSearchProps & { name: string }) {
  const call = useCall();
  const me = useMe();
  const found = useLoad(
    async (signal) => (await call(listPeople, { query: { name }, signal })).people,
    [name],
  );
  return (
    <LoadedView loaded={found} lines={2}>
      {(people) => {
        const free = people.filter(
          ({ kind, id }) => kind === 'person' && id !== me.id && !leaveOut.includes(id),
        );
        if (free.length === 0) return <p className="soft small">{none}</p>;
        return (
          <ul className="people-found plain">
            {free.slice(0, FOUND_MAX).map((person) => (
              <li key={person.id}>
                <Button tone="quiet" aria-label={choose(person)} onClick={() => onChoose(person)}>
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

/** Finds people I can see by part of their name; who is chosen is up to whoever asked. */
export function PersonSearch(props: PersonSearchProps) {
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  return (
    <>
      <TextField
        label={props.label}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        type="search"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {asked !== '' && (
        <Found
          {...props}
          name={asked}
          onChoose={(person) => {
            setName('');
            props.onChoose(person);
          }}
        />
      )}
    </>
  );
}
