import { changeAffiliation, deactivatePerson, reactivatePerson } from '@footbridge/contract/accounts.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import { listPeople, type AffiliationRole, type PersonRef } from '@footbridge/contract/people.ts';
import { Ellipsis } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Menu, MenuItem } from '../../kit/ui/Menu.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { ClaimDialog } from './ClaimDialog.tsx';
import './accounts.css';

type Asking = 'claim' | 'deactivate' | null;

function PersonActions({ person, organisation }: { person: PersonRef; organisation: OrganisationRef }) {
  const call = useCall();
  const me = useMe();
  const { toast } = useAnnouncer();
  const [asking, setAsking] = useState<Asking>(null);
  const params = { personId: person.id };
  const setRole = useAction(async (role: AffiliationRole) => {
    await call(changeAffiliation, { params: { ...params, organisationId: organisation.id }, body: { role } });
    toast(t('administration.roleSet', { name: person.name, role }));
  });
  const deactivate = useAction(async () => {
    await call(deactivatePerson, { params });
    setAsking(null);
    toast(t('administration.deactivated', person));
  });
  const reactivate = useAction(async () => {
    await call(reactivatePerson, { params });
    toast(t('administration.reactivated', person));
  });

  return (
    <>
      <Menu label={t('administration.actions', person)} icon={<Ellipsis />}>
        {person.kind === 'profile' && (
          <MenuItem onChoose={() => setAsking('claim')}>{t('administration.claim')}</MenuItem>
        )}
        <MenuItem onChoose={() => void setRole.run('steward')}>
          {t('administration.makeSteward', { organisation: organisation.name })}
        </MenuItem>
        <MenuItem onChoose={() => void setRole.run('member')}>{t('administration.makeMember')}</MenuItem>
        <MenuItem onChoose={() => void setRole.run('guest')}>{t('administration.makeGuest')}</MenuItem>
        {me.administrator && person.id !== me.id && (
          <>
            <MenuItem onChoose={() => void reactivate.run()}>{t('administration.reactivate')}</MenuItem>
            <MenuItem danger onChoose={() => setAsking('deactivate')}>
              {t('administration.deactivate')}
            </MenuItem>
          </>
        )}
      </Menu>
      <ProblemNote words={setRole.failure ?? reactivate.failure} />
      {asking === 'claim' && <ClaimDialog person={person} onClose={() => setAsking(null)} />}
      {asking === 'deactivate' && (
        <ConfirmDialog
          title={t('administration.deactivateTitle', person)}
          action={t('administration.deactivateDo', person)}
          danger
          busy={deactivate.busy}
          failure={deactivate.failure}
          onConfirm={() => void deactivate.run()}
          onClose={() => setAsking(null)}
        >
          <p>{t('administration.deactivateWords', person)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** The people of one organisation, with what a steward or an administrator may do about each. */
export function AccountList({ organisation }: { organisation: OrganisationRef }) {
  const call = useCall();
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  const query = { organisationId: organisation.id, ...(asked ? { name: asked } : {}) };
  const people = useLoad((signal) => call(listPeople, { query, signal }), [organisation.id, asked]);
  const more = useAction(async (after: string) => {
    const page = await call(listPeople, { query: { ...query, after } });
    people.replace({ people: [...(people.data?.people ?? []), ...page.people], next: page.next });
  });

  return (
    <>
      <search className="account-filter">
        <TextField
          label={t('people.filter')}
          type="search"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </search>
      <LoadedView loaded={people} lines={6}>
        {({ people: list, next }) => (
          <>
            <ul className="rows">
              {list.map((person) => (
                <li key={person.id}>
                  <Face name={person.name} hue={person.organisation.hue} size="small" />
                  <div>
                    <PersonName person={person} link />
                    {person.roleTitle && <p className="soft small">{person.roleTitle}</p>}
                  </div>
                  <PersonActions person={person} organisation={organisation} />
                </li>
              ))}
            </ul>
            <ProblemNote words={more.failure} />
            {next !== null && (
              <Button className="more" busy={more.busy} onClick={() => void more.run(next)}>
                {t('people.more')}
              </Button>
            )}
          </>
        )}
      </LoadedView>
    </>
  );
}
