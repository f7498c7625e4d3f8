// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { AgreementsTables } from './tables/agreements.ts';
import type { AuthTables } from './tables/auth.ts';
import type { CasesTables } from './tables/cases.ts';
import type { ChatTables } from './tables/chat.ts';
import type { GoodWorkTables } from './tables/goodWork.ts';
import type { ImportsTables } from './tables/imports.ts';
import type { NormsTables } from './tables/norms.ts';
import type { OffersTables } from './tables/offers.ts';
import type { PairingsTables } from './tables/pairings.ts';
import type { PeopleTables } from './tables/people.ts';
import type { PoliciesTables } from './tables/policies.ts';
import type { RoundsTables } from './tables/rounds.ts';
import type { SearchTables } from './tables/search.ts';
import type { SpacesTables } from './tables/spaces.ts';
import type { StepsTables } from './tables/steps.ts';
import type { StoriesTables } from './tables/stories.ts';
import type { ThanksTables } from './tables/thanks.ts';

export type { JsonFacts } from './columns.ts';

export interface Tables
  extends
    AgreementsTables,
    AuthTables,
    CasesTables,
    ChatTables,
    GoodWorkTables,
    ImportsTables,
    NormsTables,
    OffersTables,
    PairingsTables,
    PeopleTables,
    PoliciesTables,
    RoundsTables,
    SearchTables,
    SpacesTables,
    StepsTables,
    StoriesTables,
    ThanksTables {}
