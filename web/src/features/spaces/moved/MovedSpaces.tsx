import type { Space } from '@footbridge/contract/spaces.ts';
import { t } from '../../../kit/text/t.ts';
import { ButtonLink } from '../../../kit/ui/Button.tsx';
import { Face } from '../../../kit/ui/Face.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { spaceInWords, spaceName, unreadInWords } from '../rules.ts';
import { SpaceMark } from '../SpaceMark.tsx';
import './moved.css';

/** A talk between two is shown by the other person; everything else by its mark and name. */
function SpaceRow({ space, words, action }: { space: Space; words: string; action: string }) {
  const [other] = space.others;
  const alone = space.kind === 'direct' && other && space.others.length === 1;
  return (
    <li className="moved-space">
      {alone ? <Face name={other.name} hue={other.organisation.hue} /> : <SpaceMark kind={space.kind} />}
      <div>
        {alone ? <PersonName person={other} /> : <b>{spaceName(space)}</b>}
        <p className="soft small">{words}</p>
      </div>
      <ButtonLink href={`/spaces/${space.id}`}>
        {action}
        <span className="unseen"> {spaceName(space)}</span>
      </ButtonLink>
    </li>
  );
}

const byName = (a: Space, b: Space): number => spaceName(a).localeCompare(spaceName(b));

/** Where somebody asks for me. */
export function WaitingSpaces({ spaces }: { spaces: readonly Space[] }) {
  return (
    <ul className="rows">
      {spaces.toSorted(byName).map((space) => (
        <SpaceRow
          key={space.id}
          space={space}
          words={
            space.mine.mentions > 0
              ? t('home.mentionedWords', { count: space.mine.mentions })
              : t('home.unread', { count: space.mine.unread })
          }
          action={t('home.open')}
        />
      ))}
    </ul>
  );
}

/** Where there is something new to read. */
export function MovedSpaces({ spaces }: { spaces: readonly Space[] }) {
  return (
    <ul className="rows">
      {spaces.toSorted(byName).map((space) => (
        <SpaceRow
          key={space.id}
          space={space}
          words={`${unreadInWords(space.mine)}. ${spaceInWords(space)}`}
          action={t('home.read')}
        />
      ))}
    </ul>
  );
}
