import type { Space } from '@footbridge/contract/spaces.ts';
import { memo } from 'react';
import { Link, useLocation } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { Badge } from '../../../kit/ui/Badge.tsx';
import { classes } from '../../../kit/ui/classes.ts';
import { Face } from '../../../kit/ui/Face.tsx';
import { groupSpaces, spaceName, unreadInWords } from '../rules.ts';
import { SpaceMark } from '../SpaceMark.tsx';
import { useMySpaces } from '../SpacesContext.tsx';
import './list.css';

/** A talk between two has the other's face; everything else its mark. */
function SpaceSign({ space }: { space: Space }) {
  const [other] = space.others;
  return space.kind === 'direct' && other ? (
    <Face name={other.name} hue={other.organisation.hue} size="tiny" />
  ) : (
    <SpaceMark kind={space.kind} />
  );
}

/** What asks for an answer is a number: mentions, and everything in a direct talk. The rest is a dot. */
function UnreadSign({ space: { kind, mine } }: { space: Space }) {
  if (mine.unread === 0) return null;
  const count = kind === 'direct' ? mine.unread : mine.mentions;
  return (
    <>
      <span className="unseen">, {unreadInWords(mine)}</span>
      {count > 0 ? (
        <span aria-hidden="true">
          <Badge tone="count">{count > 99 ? '99+' : count}</Badge>
        </span>
      ) : (
        <span className="unread-dot" aria-hidden="true" />
      )}
    </>
  );
}

const SpaceLink = memo(function SpaceLink({ space, here }: { space: Space; here: boolean }) {
  return (
    <Link
      href={`/spaces/${space.id}`}
      className={classes('space-link', space.mine.unread > 0 && 'unread')}
      aria-current={here ? 'page' : undefined}
    >
      <SpaceSign space={space} />
      <span className="space-link-name">{spaceName(space)}</span>
      <UnreadSign space={space} />
    </Link>
  );
});

/** My spaces in their groups, each with what is new in it. For the rail, and on a phone for a page of its own. */
export function SpaceList() {
  const groups = groupSpaces(useMySpaces());
  const [location] = useLocation();
  if (groups.length === 0) {
    return (
      <p className="space-list-empty small soft">
        {t('spaces.none')} <Link href="/find-spaces">{t('spaces.find')}</Link>
      </p>
    );
  }
  return (
    <div className="space-list">
      {groups.map(({ key, title, spaces }) => (
        <section key={key} aria-labelledby={`spaces-${key}`}>
          <h2 id={`spaces-${key}`}>{title}</h2>
          <ul className="plain">
            {spaces.map((space) => (
              <li key={space.id}>
                <SpaceLink space={space} here={location.startsWith(`/spaces/${space.id}`)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
