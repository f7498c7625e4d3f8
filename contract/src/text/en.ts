import { administrationText } from './en/administration.ts';
import { agreementsText } from './en/agreements.ts';
import { apiText } from './en/api.ts';
import { authText } from './en/auth.ts';
import { casesText } from './en/cases.ts';
import { charterText } from './en/charter.ts';
import { chatText } from './en/chat.ts';
import { findSpacesText } from './en/findSpaces.ts';
import { frameText } from './en/frame.ts';
import { homeText } from './en/home.ts';
import { importsText } from './en/imports.ts';
import { invitationsText } from './en/invitations.ts';
import { kitText } from './en/kit.ts';
import { mailText } from './en/mail.ts';
import { membersText } from './en/members.ts';
import { offersText } from './en/offers.ts';
import { organisationsText } from './en/organisations.ts';
import { pairingsText } from './en/pairings.ts';
import { peopleText } from './en/people.ts';
import { policiesText } from './en/policies.ts';
import { roundsText } from './en/rounds.ts';
import { searchText } from './en/search.ts';
import { settingsText } from './en/settings.ts';
import { spacesText } from './en/spaces.ts';
import { stepsText } from './en/steps.ts';
import { storiesText } from './en/stories.ts';
import { thanksText } from './en/thanks.ts';
import { togetherText } from './en/together.ts';

/** Every sentence that people read, as ICU messages, one file per noun; server and client share it. */
export const en = {
  ...administrationText,
  ...agreementsText,
  ...apiText,
  ...authText,
  ...casesText,
  ...charterText,
  ...chatText,
  ...findSpacesText,
  ...frameText,
  ...homeText,
  ...importsText,
  ...invitationsText,
  ...kitText,
  ...mailText,
  ...membersText,
  ...offersText,
  ...organisationsText,
  ...pairingsText,
  ...peopleText,
  ...policiesText,
  ...roundsText,
  ...searchText,
  ...settingsText,
  ...spacesText,
  ...stepsText,
  ...storiesText,
  ...thanksText,
  ...togetherText,
} as const;
