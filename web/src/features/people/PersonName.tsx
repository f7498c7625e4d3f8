import type { PersonRef } from '@footbridge/contract/people.ts';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { OrganisationBadge } from '../organisations/OrganisationBadge.tsx';
import './people.css';

interface PersonNameProps {
  person: PersonRef;
  /** The organisation by its short name, where there is no room. */
  short?: boolean;
  /** Leads to the person's card. */
  link?: boolean;
  /** Somebody who has no account here: name and organisation are as they wrote them, and there is no card. */
  withoutAccount?: boolean;
}

/** How a person is named on every surface: real name and the organisation they act for, and a word when no person is behind it. */
export function PersonName({ person, short = false, link = false, withoutAccount = false }: PersonNameProps) {
  return (
    <span className="person-name">
      {link ? (
        <Link href={`/people/${person.id}`} className="person-link">
          {person.name}
        </Link>
      ) : (
        <b>{person.name}</b>
      )}
      <OrganisationBadge organisation={person.organisation} short={short} />
      {person.kind === 'bot' && <span className="person-kind">{t('people.bot')}</span>}
      {withoutAccount && <span className="person-kind">{t('people.withoutAccount')}</span>}
      {person.kind === 'profile' && <span className="person-kind">{t('people.profile')}</span>}
    </span>
  );
}
