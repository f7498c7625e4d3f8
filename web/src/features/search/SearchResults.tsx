import type { MessageHit, SearchReply } from '@footbridge/contract/search.ts';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { dayAndTime, fullTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { SpaceMark } from '../spaces/SpaceMark.tsx';
import { withPlaces } from './rules.ts';
import './search.css';

function Snippet({ parts }: { parts: MessageHit['snippet'] }) {
  return (
    <p className="snippet">
      {withPlaces(parts).map(({ text, hit, at }) =>
        hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
      )}
    </p>
  );
}

function placeOf({ spaceId, threadRootId, seq }: MessageHit): string {
  return threadRootId === null
    ? `/spaces/${spaceId}?at=${seq}`
    : `/spaces/${spaceId}/threads/${threadRootId}?at=${seq}`;
}

function MessageResult({ hit }: { hit: MessageHit }) {
  const now = useNow();
  const { author, spaceName, createdAt } = hit;
  const where =
    hit.threadRootId === null
      ? t('search.inSpace', { space: spaceName })
      : t('search.inThread', { space: spaceName });
  return (
    <li className="message-hit">
      <Face name={author.name} hue={author.organisation.hue} />
      <div>
        <div className="hit-who">
          <PersonName person={author} />
          <span className="soft tiny">
            {where},{' '}
            <time dateTime={createdAt} title={fullTime(createdAt)}>
              {dayAndTime(createdAt, now)}
            </time>
          </span>
        </div>
        {hit.title !== null && <b>{hit.title}</b>}
        <Snippet parts={hit.snippet} />
      </div>
      <Link
        href={placeOf(hit)}
        className="row-link"
        aria-label={`${author.name}, ${author.organisation.name}, ${where}`}
      />
    </li>
  );
}

function People({ people }: { people: SearchReply['people'] }) {
  if (people.length === 0) return null;
  return (
    <Section title={t('search.people')}>
      <ul className="rows linked">
        {people.map((person) => (
          <li key={`${person.id} ${person.organisation.id}`}>
            <Face name={person.name} hue={person.organisation.hue} size="small" />
            <PersonName person={person} />
            <Link
              href={`/people/${person.id}`}
              className="row-link"
              aria-label={`${person.name}, ${person.organisation.name}`}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Spaces({ spaces }: { spaces: SearchReply['spaces'] }) {
  if (spaces.length === 0) return null;
  return (
    <Section title={t('search.spaces')}>
      <ul className="rows linked">
        {spaces.map(({ id, name, kind, joined }) => (
          <li key={id}>
            <span className="space-hit">
              <SpaceMark kind={kind} /> <b>{name}</b>
            </span>
            {!joined && <Badge tone="accent">{t('search.join')}</Badge>}
            <Link
              href={joined ? `/spaces/${id}` : `/spaces/${id}/about`}
              className="row-link"
              aria-label={name}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** People, spaces and messages in one list of three parts; each opens where it stands. */
export function SearchResults({
  people,
  spaces,
  messages,
  mended,
}: Pick<SearchReply, 'people' | 'spaces' | 'messages' | 'mended'>) {
  if (people.length + spaces.length + messages.length === 0) {
    return <EmptyState title={t('search.none')}>{t('search.noneWords')}</EmptyState>;
  }
  const words = mended.flatMap(({ used }) => used).join(', ');
  return (
    <>
      {words !== '' && <p className="soft mended">{t('search.mended', { words })}</p>}
      <People people={people} />
      <Spaces spaces={spaces} />
      {messages.length > 0 && (
        <Section title={t('search.messages')}>
          <ul className="rows linked">
            {messages.map((hit) => (
              <MessageResult key={hit.messageId} hit={hit} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
