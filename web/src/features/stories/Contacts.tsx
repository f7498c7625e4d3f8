import type { Story } from '@footbridge/contract/stories.ts';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { Face } from '../../kit/ui/Face.tsx';
import { PersonName } from '../people/PersonName.tsx';

/** Whom a reader may ask; where I may not open their card, at which organisation. */
export function Contacts({ contacts }: { contacts: Story['contacts'] }) {
  if (contacts.length === 0) return <p className="soft">{t('stories.askNobody')}</p>;
  return (
    <ul className="plain story-contacts">
      {contacts.map(({ person, visible }) => (
        <li key={person.id}>
          <Face name={person.name} hue={person.organisation.hue} size="small" />
          <PersonName person={person} />
          {visible ? (
            <Link href={`/people/${person.id}`} className="small">
              {t('stories.askDo', person)}
            </Link>
          ) : (
            <span className="soft small">
              {t('stories.askElsewhere', { organisation: person.organisation.name })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
