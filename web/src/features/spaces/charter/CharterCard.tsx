import { readCharter } from '@footbridge/contract/charters.ts';
import { type Charter, type Space, getCharter } from '@footbridge/contract/spaces.ts';
import { Link } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { Difference } from '../../../kit/text/Difference.tsx';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { useSpaces } from '../SpacesContext.tsx';
import { CharterVersionLine } from './CharterView.tsx';
import { NORM_PARTS, labelInWords } from './rules.ts';
import './charter.css';

/** To somebody who is new: what the space is for and how things go here. */
function ForNewcomer({ charter }: { charter: Charter }) {
  return (
    <>
      {charter.purpose !== '' && <p className="charter-words">{charter.purpose}</p>}
      {NORM_PARTS.map(
        (part) =>
          charter[part] !== '' && (
            <div key={part}>
              <h3>{t(`charter.${part}`)}</h3>
              <p className="charter-words">{charter[part]}</p>
            </div>
          ),
      )}
      <p className="soft small">{labelInWords(charter)}</p>
    </>
  );
}

/** To somebody who knew it before: what is other now, the record label first. */
function WhatChanged({ before, charter }: { before: Charter; charter: Charter }) {
  const [was, is] = [labelInWords(before), labelInWords(charter)];
  return (
    <>
      {was !== is && (
        <div>
          <h3>{t('charter.labelWas')}</h3>
          <Difference before={was} after={is} />
        </div>
      )}
      {(['purpose', ...NORM_PARTS] as const).map(
        (part) =>
          before[part] !== charter[part] && (
            <div key={part}>
              <h3>{t(`charter.${part}`)}</h3>
              <Difference before={before[part]} after={charter[part]} brief />
            </div>
          ),
      )}
      <CharterVersionLine charter={charter} />
    </>
  );
}

/** Over the composer, once for each person and version: the charter, or what changed in it. */
export function CharterCard({ space }: { space: Space }) {
  const call = useCall();
  const spaces = useSpaces();
  const { id, charterVersion } = space;
  const loaded = useLoad(
    (signal) => call(getCharter, { params: { spaceId: id }, signal }),
    [id, charterVersion],
  );
  const read = useAction(async () =>
    spaces.add(await call(readCharter, { params: { spaceId: id }, body: { version: charterVersion } })),
  );
  if (loaded.data === null) return null;
  const { charter, versions } = loaded.data;
  const before = versions.find(({ version }) => version === space.mine.charterRead);
  const title = t(before ? 'charter.cardChanged' : 'charter.cardNew');
  return (
    <section className="charter-card" aria-label={title}>
      <h2>{title}</h2>
      {/* It scrolls when it is long, so that the conversation stays in sight; the keyboard must reach it then. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by the keyboard */}
      <div className="charter-card-words" tabIndex={0} role="group" aria-label={title}>
        {before ? <WhatChanged before={before} charter={charter} /> : <ForNewcomer charter={charter} />}
      </div>
      <ProblemNote words={read.failure} />
      <div className="button-row">
        <Button busy={read.busy} onClick={() => void read.run()}>
          {t('charter.cardRead')}
        </Button>
        <Link href={`/spaces/${id}/about`}>{t('charter.cardWhole')}</Link>
      </div>
    </section>
  );
}
