import { type PersonRef, listPeople } from '@footbridge/contract/people.ts';
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

const SHOWN_MAX = 6;

function PersonRows({
  label,
  people,
  words,
  onPick,
}: {
  label: string;
  people: PersonRef[];
  words: (name: string) => string;
  onPick: (person: PersonRef) => void;
}) {
  return (
    <ul className="rows" aria-label={label}>
      {people.map((person) => (
        <li key={person.id}>
          <Face name={person.name} hue={person.organisation.hue} size="small" />
          <PersonName person={person} />
          <Button onClick={() => onPick(person)}>{words(person.name.split(' ')[0] ?? person.name)}</Button>
        </li>
      ))}
    </ul>
  );
}

/** Finds people I may see by name, and keeps those that are chosen. */
export function ChoosePeople({
  chosen,
  onChoose,
}: {
  chosen: PersonRef[];
  onChoose: (people: PersonRef[]) => void;
}) {
  const call = useCall();
  const me = useMe();
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  const found = useLoad(
    async (signal) => (asked ? (await call(listPeople, { query: { name: asked }, signal })).people : []),
    [asked],
  );
  const isFree = ({ id, kind }: PersonRef) =>
    kind === 'person' && id !== me.id && !chosen.some((one) => one.id === id);
  return (
    <div className="choose-people">
      {chosen.length > 0 && (
        <PersonRows
          label={t('rounds.chosen')}
          people={chosen}
          words={(first) => t('rounds.remove', { name: first })}
          onPick={(person) => onChoose(chosen.filter(({ id }) => id !== person.id))}
        />
      )}
      <TextField
        label={t('rounds.findPeople')}
        type="search"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {asked && (
        <LoadedView loaded={found} lines={2}>
          {(people) => {
            const free = people.filter(isFree).slice(0, SHOWN_MAX);
            return free.length === 0 ? (
              <p className="soft small">{t('rounds.noSuchPeople')}</p>
            ) : (
              <PersonRows
                label={t('rounds.findPeople')}
                people={free}
                words={(first) => t('rounds.add', { name: first })}
                onPick={(person) => {
                  onChoose([...chosen, person]);
                  setName('');
                }}
              />
            );
          }}
        </LoadedView>
      )}
    </div>
  );
}
