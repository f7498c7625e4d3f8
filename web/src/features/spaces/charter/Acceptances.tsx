import { acceptCharter, listCharterAcceptances } from '@footbridge/contract/charters.ts';
import type { FindableSpace } from '@footbridge/contract/spaces.ts';
import { useLocation } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { useHeard } from '../../../kit/live/LiveContext.tsx';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { Section } from '../../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { OrganisationBadge } from '../../organisations/OrganisationBadge.tsx';
import { useSpaces } from '../SpacesContext.tsx';

interface AcceptancesProps {
  space: FindableSpace;
  /** The version that is shown on this page. */
  version: number;
  /** It was changed meanwhile. */
  onChanged: () => void;
}

/** Which organisations a shared space names, who accepted for each, and accepting for my own. */
export function Acceptances({ space, version, onChanged }: AcceptancesProps) {
  const call = useCall();
  const spaces = useSpaces();
  const now = useNow();
  const [, navigate] = useLocation();
  const loaded = useLoad(
    (signal) => call(listCharterAcceptances, { params: { spaceId: space.id }, signal }),
    [space.id],
  );
  useHeard(['charterChanged', 'charterAccepted', 'charterAsked'], loaded.reload);
  const accept = useAction(async (organisationId: string) => {
    try {
      const params = { spaceId: space.id };
      spaces.add(await call(acceptCharter, { params, body: { organisationId, version } }));
      navigate(`/spaces/${space.id}`);
    } catch (error) {
      onChanged();
      throw error;
    }
  });
  if (loaded.data === null || loaded.data.acceptances.length === 0) return null;
  const { acceptances, mayAcceptFor } = loaded.data;
  return (
    <Section title={t('charter.acceptances')} hint={t('charter.acceptancesHint')}>
      <ul className="rows">
        {acceptances.map(({ organisation, acceptedBy, acceptedAt }) => (
          <li key={organisation.id}>
            <div>
              <OrganisationBadge organisation={organisation} />
              <p className="soft small">
                {acceptedBy && acceptedAt
                  ? t('charter.acceptedBy', { name: acceptedBy.name, when: dayAndTime(acceptedAt, now) })
                  : t('charter.notAccepted')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <ProblemNote words={accept.failure} />
      {mayAcceptFor.map(({ id, name }) => (
        <div key={id} className="charter-accept">
          <Button tone="primary" busy={accept.busy} onClick={() => void accept.run(id)}>
            {t('charter.accept', { organisation: name })}
          </Button>
          <p className="soft small">{t('charter.acceptWords')}</p>
        </div>
      ))}
    </Section>
  );
}
