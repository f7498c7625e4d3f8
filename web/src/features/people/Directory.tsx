import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { listPeople, type PersonRef } from '@footbridge/contract/people.ts';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { SelectField, TextField } from '../../kit/ui/form/Field.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from './PersonName.tsx';
import './people.css';

type Row = PersonRef & { roleTitle: string };

function PersonRow({ person, here }: { person: Row; here: boolean }) {
  return (
    <li>
      <Face name={person.name} hue={person.organisation.hue} />
      <div>
        <PersonName person={person} />
        {person.roleTitle && <p className="soft small">{person.roleTitle}</p>}
      </div>
      <Link
        className="row-link"
        href={`/people/${person.id}`}
        aria-label={`${person.name}, ${person.organisation.name}`}
        aria-current={here ? 'true' : undefined}
      />
    </li>
  );
}

/** Everybody I may see, by name; `shownId` is the one whose card is open. */
export function Directory({ shownId }: { shownId: string | null }) {
  const call = useCall();
  const [name, setName] = useState('');
  const [organisationId, setOrganisationId] = useState('');
  const asked = useDeferredValue(name.trim());
  const organisations = useLoad(
    async (signal) => (await call(listOrganisations, { signal })).organisations,
    [],
  );
  const query = { ...(asked ? { name: asked } : {}), ...(organisationId ? { organisationId } : {}) };
  const people = useLoad((signal) => call(listPeople, { query, signal }), [asked, organisationId]);
  const more = useAction(async (after: string) => {
    const page = await call(listPeople, { query: { ...query, after } });
    people.replace({ people: [...(people.data?.people ?? []), ...page.people], next: page.next });
  });
  const several = (organisations.data?.length ?? 0) > 1;

  return (
    <>
      <search className="directory-filter">
        <TextField
          label={t('people.filter')}
          type="search"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {several && (
          <SelectField
            label={t('people.ofOrganisation')}
            value={organisationId}
            onChange={(event) => setOrganisationId(event.target.value)}
            options={[
              ['', t('people.everyOrganisation')],
              ...(organisations.data ?? []).map((one) => [one.id, one.name] as const),
            ]}
          />
        )}
      </search>
      <LoadedView loaded={people} lines={9}>
        {({ people: list, next }) =>
          list.length === 0 ? (
            <EmptyState title={t('people.none')}>{t('people.noneWords')}</EmptyState>
          ) : (
            <>
              <ul className="rows linked">
                {list.map((person) => (
                  <PersonRow
                    key={`${person.id} ${person.organisation.id}`}
                    person={person}
                    here={person.id === shownId}
                  />
                ))}
              </ul>
              <ProblemNote words={more.failure} />
              {next !== null && (
                <Button busy={more.busy} onClick={() => void more.run(next)} className="more">
                  {t('people.more')}
                </Button>
              )}
            </>
          )
        }
      </LoadedView>
    </>
  );
}
