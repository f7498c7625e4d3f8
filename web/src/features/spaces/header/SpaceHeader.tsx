import type { Space } from '@footbridge/contract/spaces.ts';
import { ChevronLeft, ScrollText, Users } from 'lucide-react';
import { Link } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { ButtonLink } from '../../../kit/ui/Button.tsx';
import { Face } from '../../../kit/ui/Face.tsx';
import { PageHeading } from '../../../kit/ui/page/Page.tsx';
import { spaceInWords, spaceName } from '../rules.ts';
import { SpaceMark } from '../SpaceMark.tsx';
import './header.css';

function Sign({ space }: { space: Space }) {
  const [other] = space.others;
  return space.kind === 'direct' && other ? (
    <Face name={other.name} hue={other.organisation.hue} size="small" />
  ) : (
    <SpaceMark kind={space.kind} />
  );
}

/** What this space is, in words, who is in it, and its charter. */
export function SpaceHeader({ space }: { space: Space }) {
  const { people, organisations } = space.audience;
  return (
    <header className="space-header">
      <Link href="/spaces" className="space-back" aria-label={t('spaces.back')}>
        <ChevronLeft aria-hidden="true" />
      </Link>
      <Sign space={space} />
      <div className="space-header-words">
        <PageHeading title={spaceName(space)} />
        <p className="soft small">
          <span className="long">{spaceInWords(space)}</span>
          <span className="short" aria-hidden="true">
            {t('spaces.peopleCount', { people, organisations })}
          </span>
        </p>
      </div>
      <ButtonLink href={`/spaces/${space.id}/members`} className="space-people">
        <Users aria-hidden="true" />
        <span className="unseen">{t('spaces.members', { people })}</span>
        <span aria-hidden="true">{people}</span>
      </ButtonLink>
      <ButtonLink href={`/spaces/${space.id}/charter`} className="space-charter">
        <ScrollText aria-hidden="true" />
        <span>{t('spaces.charter')}</span>
      </ButtonLink>
    </header>
  );
}
