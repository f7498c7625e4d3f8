import { getOffer, proposeOnOffer } from '@footbridge/contract/offers.ts';
import { type PersonRef, getPerson } from '@footbridge/contract/people.ts';
import { oneNotchUp } from '@footbridge/contract/steps/stakes.ts';
import { type Step, type StepOriginKind, getStep, proposeStep } from '@footbridge/contract/steps.ts';
import { useLocation, useSearchParams } from 'wouter';
import { readStart } from '../../features/steps/rules.ts';
import { type NewProposal, SMALLEST, StepForm, type StepStart } from '../../features/steps/StepForm.tsx';
import { WithParkedPlans } from '../../features/stories/WithParkedPlans.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import type { Call } from '../../kit/api/call.ts';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';

type Start = ReturnType<typeof readStart>;
const ORIGINS: readonly string[] = ['answer', 'offer', 'message', 'person', 'step', 'story'];

interface Prepared {
  start: StepStart;
  /** The step that this one follows, one notch up. */
  after: { title: string; axis: 'time' | 'money' | 'reputation' | 'data' } | null;
  /** Some of the people named in the address are not mine to see. */
  missing: boolean;
}

/** Those of the people whom I may see. */
async function loadPeople(call: Call, ids: readonly string[], signal: AbortSignal): Promise<PersonRef[]> {
  const found = await Promise.all(
    ids.map((personId) =>
      call(getPerson, { params: { personId }, signal }).catch((error: unknown) => {
        if (error instanceof ProblemError) return null;
        throw error;
      }),
    ),
  );
  return found.flatMap((person) => {
    const organisation = person?.affiliations[0]?.organisation;
    return person && organisation
      ? [{ id: person.id, name: person.name, kind: person.kind, organisation }]
      : [];
  });
}

async function prepareOnOffer(call: Call, offerId: string, signal: AbortSignal): Promise<Prepared> {
  const offer = await call(getOffer, { params: { offerId }, signal });
  const stakes = { ...SMALLEST.stakes, time: offer.size };
  const start = { ...SMALLEST, stakes, people: [offer.person], fixed: true, title: offer.text.slice(0, 120) };
  return { start, after: null, missing: false };
}

/** What follows a step that is done goes one notch up; another begins at its size again. */
function startAfter(step: Step): Pick<StepStart, 'stakes' | 'timeBox' | 'title'> & Pick<Prepared, 'after'> {
  const up = step.ending?.outcome === 'done' ? oneNotchUp(step.stakes) : undefined;
  const { title, timeBox } = step;
  return {
    title,
    timeBox,
    stakes: up?.stakes ?? step.stakes,
    after: up ? { title, axis: up.axis } : null,
  };
}

async function prepare(call: Call, { withIds, from, what }: Start, signal: AbortSignal): Promise<Prepared> {
  if (from?.kind === 'offer') return prepareOnOffer(call, from.id, signal);
  const [people, before] = await Promise.all([
    loadPeople(call, withIds, signal),
    from?.kind === 'step' ? call(getStep, { params: { stepId: from.id }, signal }) : null,
  ]);
  const { after, ...size } = before ? startAfter(before) : { ...SMALLEST, title: '', after: null };
  return {
    start: { ...size, title: what.slice(0, 120) || size.title, people, fixed: false },
    after,
    missing: people.length < withIds.length,
  };
}

function propose(call: Call, { from }: Start, { personIds, ...proposal }: NewProposal): Promise<Step> {
  if (from?.kind === 'offer') return call(proposeOnOffer, { params: { offerId: from.id }, body: proposal });
  const origin =
    from !== null && ORIGINS.includes(from.kind) ? { kind: from.kind as StepOriginKind, id: from.id } : null;
  return call(proposeStep, { body: { ...proposal, personIds, origin } });
}

/** A small step begins here, from whatever led to it. */
export function StepNewPage() {
  const call = useCall();
  const [query] = useSearchParams();
  const [, navigate] = useLocation();
  const { toast } = useAnnouncer();
  const start = readStart(query);
  const loaded = useLoad((signal) => prepare(call, start, signal), [query.toString()]);
  const onPropose = async (proposal: NewProposal) => {
    const step = await propose(call, start, proposal);
    toast(t('steps.proposed'));
    navigate(`/steps/${step.id}`);
  };
  return (
    <Page title={t('steps.new')}>
      <p className="soft">{t('steps.newHint')}</p>
      <div className="page-section">
        <LoadedView loaded={loaded} lines={8}>
          {({ start: from, after, missing }) => (
            <>
              <ProblemNote words={missing ? t('steps.notVisible') : null} />
              {after && (
                <p className="step-after">
                  {t('steps.notchUpNote', { title: after.title, axis: t(`steps.${after.axis}`) })}
                </p>
              )}
              <WithParkedPlans key={query.toString()} words={from.title} fields={['title', 'purpose']}>
                <StepForm start={from} onPropose={onPropose} />
              </WithParkedPlans>
            </>
          )}
        </LoadedView>
      </div>
    </Page>
  );
}
