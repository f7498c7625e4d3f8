import { listFindableSpaces, type FindableSpace } from '@footbridge/contract/spaces.ts';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { t } from '../../../kit/text/t.ts';
import { day } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { ButtonLink } from '../../../kit/ui/Button.tsx';
import { EmptyState } from '../../../kit/ui/EmptyState.tsx';
import { TextField } from '../../../kit/ui/form/Field.tsx';
import { LoadedView } from '../../../kit/ui/Problem.tsx';
import { OrganisationBadge } from '../../organisations/OrganisationBadge.tsx';
import { SpaceMark } from '../SpaceMark.tsx';
import { JoinSpace } from './JoinSpace.tsx';
import './finding.css';

/** The facts of a space in one line. */
function SpaceFacts({ space }: { space: FindableSpace }) {
  const now = useNow();
  return (
    <p className="space-facts soft small">
      <span>{t(space.kind === 'social' ? 'findSpaces.social' : 'findSpaces.working')}</span>
      <OrganisationBadge organisation={space.leadOrganisation} />
      <span>{t('findSpaces.people', space.audience)}</span>
      <span>
        {space.lastMessageAt === null
          ? t('findSpaces.noMessage')
          : t('findSpaces.lastMessage', { day: day(space.lastMessageAt, now) })}
      </span>
    </p>
  );
}

function FindableRow({ space }: { space: FindableSpace }) {
  return (
    <li>
      <div>
        <p className="space-title">
          <SpaceMark kind={space.kind} />
          <b>{space.name}</b>
        </p>
        {space.purpose && <p className="space-purpose">{space.purpose}</p>}
        <SpaceFacts space={space} />
        <Link className="small" href={`/spaces/${space.id}/about`}>
          {t('findSpaces.charterOf', space)}
        </Link>
      </div>
      <div className="button-row">
        {space.joined ? (
          <ButtonLink href={`/spaces/${space.id}`}>{t('findSpaces.open')}</ButtonLink>
        ) : (
          <JoinSpace space={space} />
        )}
      </div>
    </li>
  );
}

const matches = (space: FindableSpace, wanted: string) =>
  `${space.name} ${space.purpose} ${space.leadOrganisation.name}`.toLocaleLowerCase().includes(wanted);

/** Spaces that are open to me, and those I am in. */
export function FindSpaces() {
  const call = useCall();
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter.trim().toLocaleLowerCase());
  const spaces = useLoad(async (signal) => (await call(listFindableSpaces, { signal })).spaces, []);
  const open = <ButtonLink href="/new-space">{t('findSpaces.new')}</ButtonLink>;

  return (
    <LoadedView loaded={spaces} lines={9}>
      {(all) => {
        const shown = all.filter((space) => matches(space, wanted));
        if (all.length === 0) {
          return (
            <EmptyState title={t('findSpaces.none')} action={open}>
              {t('findSpaces.noneWords')}
            </EmptyState>
          );
        }
        return (
          <>
            <search className="find-filter">
              <TextField
                label={t('findSpaces.filter')}
                type="search"
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
              />
            </search>
            {shown.length === 0 ? (
              <p className="soft">{t('findSpaces.noMatch')}</p>
            ) : (
              <ul className="rows">
                {shown.map((space) => (
                  <FindableRow key={space.id} space={space} />
                ))}
              </ul>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}
