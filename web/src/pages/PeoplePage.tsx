import { useLocation } from 'wouter';
import { PersonOffers } from '../features/offers/PersonOffers.tsx';
import { Directory } from '../features/people/Directory.tsx';
import { PersonCard } from '../features/people/PersonCard.tsx';
import { ThanksOfPerson } from '../features/thanks/ThanksShown.tsx';
import { t } from '../kit/text/t.ts';
import { Page } from '../kit/ui/page/Page.tsx';
import { SidePanel } from '../kit/ui/page/SidePanel.tsx';

/** Everybody I may see, and beside them the card of one. */
export function PeoplePage({ personId }: { personId: string | null }) {
  const [, navigate] = useLocation();
  return (
    <>
      <Page title={t('people.people')}>
        <Directory shownId={personId} />
      </Page>
      {personId !== null && (
        <SidePanel key={personId} title={t('people.card')} onClose={() => navigate('/people')} padded>
          <PersonCard personId={personId} />
          <PersonOffers personId={personId} />
          <ThanksOfPerson personId={personId} />
        </SidePanel>
      )}
    </>
  );
}
