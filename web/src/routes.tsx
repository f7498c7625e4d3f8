import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { later } from './kit/ui/later.ts';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { PagePlaceholder } from './pages/PagePlaceholder.tsx';
import { SpacePage } from './pages/spaces/SpacePage.tsx';

// Everything that is neither sign-in nor conversation comes when somebody goes there.
const HomePage = later(async () => (await import('./pages/home/HomePage.tsx')).HomePage);
const PeoplePage = later(async () => (await import('./pages/PeoplePage.tsx')).PeoplePage);
const TogetherPage = later(async () => (await import('./pages/TogetherPage.tsx')).TogetherPage);
const SearchPage = later(async () => (await import('./pages/SearchPage.tsx')).SearchPage);
const MessagePage = later(async () => (await import('./pages/MessagePage.tsx')).MessagePage);
const SpacesPage = later(async () => (await import('./pages/spaces/SpacesPage.tsx')).SpacesPage);
const FindSpacesPage = later(async () => (await import('./pages/spaces/FindSpacesPage.tsx')).FindSpacesPage);
const NewSpacePage = later(async () => (await import('./pages/spaces/NewSpacePage.tsx')).NewSpacePage);
const AboutSpacePage = later(async () => (await import('./pages/spaces/AboutSpacePage.tsx')).AboutSpacePage);
const RoundsPage = later(async () => (await import('./pages/rounds/RoundsPage.tsx')).RoundsPage);
const RoundNewPage = later(async () => (await import('./pages/rounds/RoundNewPage.tsx')).RoundNewPage);
const RoundPage = later(async () => (await import('./pages/rounds/RoundPage.tsx')).RoundPage);
const StepsPage = later(async () => (await import('./pages/steps/StepsPage.tsx')).StepsPage);
const StepNewPage = later(async () => (await import('./pages/steps/StepNewPage.tsx')).StepNewPage);
const StepPage = later(async () => (await import('./pages/steps/StepPage.tsx')).StepPage);
const OffersPage = later(async () => (await import('./pages/steps/OffersPage.tsx')).OffersPage);
const AgreementPage = later(async () => (await import('./pages/AgreementPage.tsx')).AgreementPage);
const PoliciesPage = later(async () => (await import('./pages/policies/PoliciesPage.tsx')).PoliciesPage);
const PolicyPage = later(async () => (await import('./pages/policies/PolicyPage.tsx')).PolicyPage);
const StoriesPage = later(async () => (await import('./pages/stories/StoriesPage.tsx')).StoriesPage);
const StoryNewPage = later(async () => (await import('./pages/stories/StoryNewPage.tsx')).StoryNewPage);
const StoryPage = later(async () => (await import('./pages/stories/StoryPage.tsx')).StoryPage);
const ThanksPage = later(async () => (await import('./pages/thanks/ThanksPage.tsx')).ThanksPage);
const ThanksNewPage = later(async () => (await import('./pages/thanks/ThanksNewPage.tsx')).ThanksNewPage);
const ThanksGoodWorkPage = later(
  async () => (await import('./pages/thanks/ThanksGoodWorkPage.tsx')).ThanksGoodWorkPage,
);
const ThanksWeekPage = later(async () => (await import('./pages/thanks/ThanksWeekPage.tsx')).ThanksWeekPage);
const MeetingsPage = later(async () => (await import('./pages/meetings/MeetingsPage.tsx')).MeetingsPage);
const CasesPage = later(async () => (await import('./pages/cases/CasesPage.tsx')).CasesPage);
const CaseNewPage = later(async () => (await import('./pages/cases/CaseNewPage.tsx')).CaseNewPage);
const CasePage = later(async () => (await import('./pages/cases/CasePage.tsx')).CasePage);
const SettingsPage = later(async () => (await import('./pages/SettingsPage.tsx')).SettingsPage);
const AdministrationPage = later(
  async () => (await import('./pages/administration/AdministrationPage.tsx')).AdministrationPage,
);
const OrganisationPage = later(
  async () => (await import('./pages/administration/OrganisationPage.tsx')).OrganisationPage,
);
const ImportsPage = later(async () => (await import('./pages/administration/ImportsPage.tsx')).ImportsPage);
const ImportPage = later(async () => (await import('./pages/administration/ImportPage.tsx')).ImportPage);

/** Every address of the signed-in client. */
export function Routes() {
  return (
    <Suspense fallback={<PagePlaceholder />}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/search" component={SearchPage} />
        <Route path="/people/:personId/together">
          {({ personId }) => <TogetherPage key={personId} personId={personId} />}
        </Route>
        <Route path="/people/:personId?">
          {({ personId }) => <PeoplePage personId={personId ?? null} />}
        </Route>
        <Route path="/messages/:messageId">{({ messageId }) => <MessagePage messageId={messageId} />}</Route>
        <Route path="/spaces" component={SpacesPage} />
        <Route path="/find-spaces" component={FindSpacesPage} />
        <Route path="/new-space" component={NewSpacePage} />
        <Route path="/spaces/:spaceId/about">
          {({ spaceId }) => <AboutSpacePage key={spaceId} spaceId={spaceId} />}
        </Route>
        {/* With a thread, a message, the charter, the members or a person beside it: one page, so that opening a panel moves nothing. */}
        <Route path="/spaces/:spaceId/*?">
          {({ spaceId }) => <SpacePage key={spaceId} spaceId={spaceId} />}
        </Route>
        <Route path="/rounds" component={RoundsPage} />
        <Route path="/rounds/new" component={RoundNewPage} />
        <Route path="/rounds/:roundId">
          {({ roundId }) => <RoundPage key={roundId} roundId={roundId} />}
        </Route>
        <Route path="/steps" component={StepsPage} />
        <Route path="/steps/new" component={StepNewPage} />
        <Route path="/steps/:stepId">{({ stepId }) => <StepPage key={stepId} stepId={stepId} />}</Route>
        <Route path="/offers" component={OffersPage} />
        <Route path="/agreements/:subject/:agreementId">
          {({ agreementId }) => <AgreementPage key={agreementId} agreementId={agreementId} />}
        </Route>
        <Route path="/policies" component={PoliciesPage} />
        <Route path="/policies/:policyId">
          {({ policyId }) => <PolicyPage key={policyId} policyId={policyId} />}
        </Route>
        <Route path="/stories" component={StoriesPage} />
        <Route path="/stories/new" component={StoryNewPage} />
        <Route path="/stories/:storyId/:writing?">
          {({ storyId, writing }) => (
            <StoryPage key={storyId} storyId={storyId} writing={writing === 'write'} />
          )}
        </Route>
        <Route path="/thanks" component={ThanksPage} />
        <Route path="/thanks/new" component={ThanksNewPage} />
        <Route path="/thanks/good-work" component={ThanksGoodWorkPage} />
        <Route path="/thanks/week/:week?">{({ week }) => <ThanksWeekPage week={week ?? null} />}</Route>
        <Route path="/meetings" component={MeetingsPage} />
        <Route path="/cases" component={CasesPage} />
        <Route path="/cases/new" component={CaseNewPage} />
        <Route path="/cases/:caseId">{({ caseId }) => <CasePage key={caseId} caseId={caseId} />}</Route>
        <Route path="/settings" component={SettingsPage} />
        <Route path="/administration" component={AdministrationPage} />
        <Route path="/administration/organisations/:organisationId">
          {({ organisationId }) => <OrganisationPage key={organisationId} organisationId={organisationId} />}
        </Route>
        <Route path="/administration/imports" component={ImportsPage} />
        <Route path="/administration/imports/:importId">
          {({ importId }) => <ImportPage key={importId} importId={importId} />}
        </Route>
        <Route path="/sign-in">
          <Redirect to="/" replace />
        </Route>
        <Route component={NotFoundPage} />
      </Switch>
    </Suspense>
  );
}
