import { Link } from 'wouter';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { useStore } from '../../../kit/store.ts';
import { t } from '../../../kit/text/t.ts';
import { LoadedView } from '../../../kit/ui/Problem.tsx';
import { useSpace, useSpaces } from '../SpacesContext.tsx';
import { CharterView } from './CharterView.tsx';

/** The charter beside the conversation, as it is now; its history and its editing have the page of the space. */
export function CharterPanel({ spaceId }: { spaceId: string }) {
  const spaces = useSpaces();
  const space = useSpace(spaceId);
  const charter = useStore(spaces.store, (state) => state.charters[spaceId] ?? null);
  const loaded = useLoad(async () => {
    await spaces.loadCharter(spaceId);
    return true;
  }, [spaceId]);

  return (
    <LoadedView loaded={loaded} lines={6}>
      {() =>
        charter && space ? (
          <>
            <CharterView
              charter={charter}
              audience={space.audience}
              reach={space.reach}
              historyRule={space.historyRule}
            />
            <p className="charter-more">
              <Link href={`/spaces/${spaceId}/about`}>
                {t(space.mine.role === 'steward' ? 'charter.change' : 'charter.wholePage')}
              </Link>
            </p>
            <p>
              <Link href={`/cases/new?about=space:${spaceId}`}>{t('cases.notWell')}</Link>
            </p>
          </>
        ) : null
      }
    </LoadedView>
  );
}
