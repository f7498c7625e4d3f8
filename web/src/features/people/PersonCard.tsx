import { getPerson, type Person } from '@footbridge/contract/people.ts';
import { openDirectSpace } from '@footbridge/contract/spaces.ts';
import { Link, useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { OrganisationBadge } from '../organisations/OrganisationBadge.tsx';
import { useMe } from './MeContext.tsx';
import { localTimeOf } from './rules.ts';
import './people.css';

function WriteTo({ person }: { person: Person }) {
  const call = useCall();
  const [, navigate] = useLocation();
  const write = useAction(async () => {
    const space = await call(openDirectSpace, { body: { personIds: [person.id] } });
    navigate(`/spaces/${space.id}`);
  });
  return (
    <>
      <Button tone="primary" busy={write.busy} onClick={() => void write.run()}>
        {t('people.write', { name: person.name })}
      </Button>
      <ButtonLink href={`/steps/new?with=${person.id}&from=person:${person.id}`}>
        {t('people.startStep')}
      </ButtonLink>
      <ProblemNote words={write.failure} />
      <Link href={`/people/${person.id}/together`}>{t('together.link')}</Link>
      <Link href={`/thanks/new?to=${person.id}`}>{t('people.sayThanks')}</Link>
      <Link href={`/thanks/good-work?to=${person.id}`}>{t('people.nameWork')}</Link>
    </>
  );
}

/** What stands in the way of writing to them, or the button that does it. */
function Reach({ person }: { person: Person }) {
  const me = useMe();
  const now = useNow();
  if (person.id === me.id) {
    return (
      <>
        <p className="soft">{t('people.isYou')}</p>
        <ButtonLink href="/settings">{t('people.yourSettings')}</ButtonLink>
      </>
    );
  }
  if (person.deactivatedAt !== null) {
    return <p className="soft">{t('people.deactivated', { day: day(person.deactivatedAt, now) })}</p>;
  }
  if (person.kind === 'profile') return <p className="soft">{t('people.isProfile')}</p>;
  return person.kind === 'person' ? <WriteTo person={person} /> : null;
}

function Facts({ person }: { person: Person }) {
  const now = useNow();
  const localTime = person.kind === 'person' ? localTimeOf(person.timeZone, now) : null;
  return (
    <dl className="facts">
      <div>
        <dt>{t('people.roles')}</dt>
        {person.affiliations.map(({ organisation, role, roleTitle }) => (
          <dd key={organisation.id}>
            {roleTitle && <p>{roleTitle}</p>}
            <OrganisationBadge organisation={organisation} />{' '}
            {role !== 'member' && <span className="soft tiny">{t(`people.${role}`)}</span>}
          </dd>
        ))}
      </div>
      {localTime !== null && (
        <div>
          <dt>{t('people.localTime')}</dt>
          <dd>{localTime}</dd>
        </div>
      )}
      <div>
        <dt>{t('people.sharedSpaces')}</dt>
        {person.sharedSpaces.length === 0 && <dd className="soft">{t('people.noSharedSpaces')}</dd>}
        {person.sharedSpaces.map((space) => (
          <dd key={space.id}>
            <Link href={`/spaces/${space.id}`}>{space.name}</Link>
          </dd>
        ))}
      </div>
    </dl>
  );
}

/** The card of a person as I may see it: for a panel or a page. */
export function PersonCard({ personId }: { personId: string }) {
  const call = useCall();
  const person = useLoad((signal) => call(getPerson, { params: { personId }, signal }), [personId]);
  return (
    <LoadedView loaded={person}>
      {(shown) => (
        <article className="person-card">
          <Face name={shown.name} hue={shown.affiliations[0]?.organisation.hue ?? 220} />
          <h3>
            {shown.name}
            {shown.kind === 'bot' && <span className="person-kind">{t('people.bot')}</span>}
            {shown.kind === 'profile' && <span className="person-kind">{t('people.profile')}</span>}
          </h3>
          <Facts person={shown} />
          <Reach person={shown} />
        </article>
      )}
    </LoadedView>
  );
}
