import { getCharter } from '@footbridge/contract/spaces.ts';
import type { ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import { useState } from 'react';
import { Link } from 'wouter';
import { Acceptances } from '../../features/spaces/charter/Acceptances.tsx';
import { CharterForm } from '../../features/spaces/charter/CharterForm.tsx';
import { CharterVersionLine, CharterView } from '../../features/spaces/charter/CharterView.tsx';
import { SpaceUpkeep } from '../../features/spaces/charter/SpaceUpkeep.tsx';
import { JoinSpace } from '../../features/spaces/finding/JoinSpace.tsx';
import { NormProposals } from '../../features/charters/NormProposals.tsx';
import { useSpace } from '../../features/spaces/SpacesContext.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

type Loaded = ReplyOf<typeof getCharter>;

function Earlier({ space, versions }: Pick<Loaded, 'space' | 'versions'>) {
  if (versions.length === 0) return null;
  return (
    <Section title={t('charter.earlier')}>
      {versions.map((version) => (
        <details key={version.version} className="charter-version">
          <summary>
            <CharterVersionLine charter={version} />
          </summary>
          <div>
            <CharterView charter={version} audience={space.audience} reach={space.reach} />
          </div>
        </details>
      ))}
    </Section>
  );
}

function About({ loaded, onChanged }: { loaded: Loaded; onChanged: () => void }) {
  const { space, charter, versions } = loaded;
  const mine = useSpace(space.id);
  const [editing, setEditing] = useState(false);

  if (editing) {
    return (
      <Section title={t('charter.change')}>
        <CharterForm
          spaceId={space.id}
          charter={charter}
          onSaved={() => {
            setEditing(false);
            onChanged();
          }}
          onCancel={() => setEditing(false)}
          onOvertaken={onChanged}
        />
      </Section>
    );
  }
  return (
    <>
      <section className="page-section">
        <CharterView
          heading="h2"
          charter={charter}
          audience={space.audience}
          reach={space.reach}
          {...(mine ? { historyRule: mine.historyRule } : {})}
        />
        <div className="button-row page-actions">
          {mine ? (
            <ButtonLink href={`/spaces/${space.id}`}>{t('charter.enter')}</ButtonLink>
          ) : (
            // Into a shared space one is brought, or comes by accepting its charter below.
            space.reach !== 'shared' && <JoinSpace space={space} />
          )}
          {mine?.mine.role === 'steward' && (
            <Button onClick={() => setEditing(true)}>{t('charter.change')}</Button>
          )}
          {mine && <ButtonLink href={`/stories/new?space=${space.id}`}>{t('stories.its')}</ButtonLink>}
        </div>
      </section>
      <Acceptances space={space} version={charter.version} onChanged={onChanged} />
      {mine && mine.kind !== 'direct' && (
        <>
          <p className="page-section">
            <Link href={`/agreements/space/${space.id}`}>{t('agreements.see')}</Link>
          </p>
          <NormProposals space={mine} charter={charter} />
        </>
      )}
      <Earlier space={space} versions={versions} />
      {mine && mine.kind !== 'direct' && (
        <Section title={t('charter.upkeep')}>
          <SpaceUpkeep space={mine} />
        </Section>
      )}
    </>
  );
}

/** The charter of a space with its history: read before joining, changed by stewards. */
export function AboutSpacePage({ spaceId }: { spaceId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getCharter, { params: { spaceId }, signal }), [spaceId]);
  const live = useSpace(spaceId);
  useHeard(['charterChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  const name = live?.name ?? loaded.data?.space.name;
  return (
    <Page title={name ? t('charter.of', { name }) : t('charter.charter')}>
      <LoadedView loaded={loaded} lines={8}>
        {(data) => <About loaded={data} onChanged={loaded.reload} />}
      </LoadedView>
    </Page>
  );
}
