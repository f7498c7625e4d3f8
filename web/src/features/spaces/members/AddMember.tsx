import { listPeople, type PersonRef } from '@footbridge/contract/people.ts';
import { addMember, type Member, type Space } from '@footbridge/contract/spaces.ts';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { t } from '../../../kit/text/t.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { Button } from '../../../kit/ui/Button.tsx';
import { Face } from '../../../kit/ui/Face.tsx';
import { TextField } from '../../../kit/ui/form/Field.tsx';
import { LoadedView, ProblemNote } from '../../../kit/ui/Problem.tsx';
import { PersonName } from '../../people/PersonName.tsx';

const SHOWN_MAX = 6;

interface FoundProps {
  people: PersonRef[];
  busy: boolean;
  onAdd: (person: PersonRef) => void;
}

function Found({ people, busy, onAdd }: FoundProps) {
  if (people.length === 0) return <p className="soft small">{t('members.addNone')}</p>;
  return (
    <ul className="members plain">
      {people.slice(0, SHOWN_MAX).map((person) => (
        <li key={person.id} className="member">
          <Face name={person.name} hue={person.organisation.hue} size="small" />
          <PersonName person={person} />
          <Button busy={busy} onClick={() => onAdd(person)}>
            {t('members.addDo', { name: person.name.split(' ')[0] ?? person.name })}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Finds people I may see who are not here yet, and brings one in. */
export function AddMember({ space, members }: { space: Space; members: readonly Member[] }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  const here = new Set(members.map(({ person }) => person.id));
  const found = useLoad(
    async (signal) => (asked ? (await call(listPeople, { query: { name: asked }, signal })).people : []),
    [asked],
  );
  const add = useAction(async (person: PersonRef) => {
    await call(addMember, { params: { spaceId: space.id }, body: { personId: person.id, role: 'member' } });
    setName('');
    toast(t('members.added', person));
  });

  return (
    <details className="add-member">
      <summary>{t('members.add')}</summary>
      <TextField
        label={t('members.addName')}
        hint={t('members.addHint')}
        type="search"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {asked && (
        <LoadedView loaded={found} lines={2}>
          {(people) => (
            <Found
              people={people.filter((person) => person.kind === 'person' && !here.has(person.id))}
              busy={add.busy}
              onAdd={(person) => void add.run(person)}
            />
          )}
        </LoadedView>
      )}
      <ProblemNote words={add.failure} />
      <p className="soft small">{t('members.invite')}</p>
    </details>
  );
}
