import { type StepSummary, listStepSuggestions, listSteps } from '@footbridge/contract/steps.ts';
import { useState } from 'react';
import { useMe } from '../../features/people/MeContext.tsx';
import { type Standing, standingOf } from '../../features/steps/rules.ts';
import { StepRows } from '../../features/steps/StepRows.tsx';
import { StepTabs } from '../../features/steps/StepTabs.tsx';
import { SuggestionCard } from '../../features/together/SuggestionCard.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';

const GROUPS = [
  ['steps.toAnswer', ['toAnswer']],
  ['steps.underWay', ['timeOver', 'underWay']],
  ['steps.sent', ['sent']],
] as const satisfies [string, Standing[]][];

function Open({ steps }: { steps: readonly StepSummary[] }) {
  const me = useMe();
  const now = useNow();
  return GROUPS.map(([title, standings]) => {
    const shown = steps.filter((step) =>
      (standings as readonly Standing[]).includes(standingOf(step, me.id, now)),
    );
    if (shown.length === 0) return null;
    return (
      <Section key={title} title={t(title)}>
        <StepRows steps={shown} primary={title === 'steps.toAnswer'} />
      </Section>
    );
  });
}

function Past({ steps, next }: { steps: readonly StepSummary[]; next: string | null }) {
  const call = useCall();
  const [more, setMore] = useState<{ steps: StepSummary[]; next: string | null }>({ steps: [], next });
  const load = useAction(async (after: string) => {
    const page = await call(listSteps, { query: { when: 'past', after } });
    setMore((was) => ({ steps: [...was.steps, ...page.steps], next: page.next }));
  });
  if (steps.length === 0) return null;
  return (
    <Section title={t('steps.past')} hint={t('steps.pastHint')}>
      <StepRows steps={[...steps, ...more.steps]} />
      <ProblemNote words={load.failure} />
      {more.next !== null && (
        <Button className="more" busy={load.busy} onClick={() => void load.run(more.next ?? '')}>
          {t('steps.more')}
        </Button>
      )}
    </Section>
  );
}

function NextSteps() {
  const call = useCall();
  const loaded = useLoad((signal) => call(listStepSuggestions, { signal }), []);
  useHeard(['stepChanged'], loaded.reload);
  const [suggestion] = loaded.data?.suggestions ?? [];
  if (!suggestion) return null;
  return (
    <Section title={t('steps.next')}>
      <SuggestionCard key={suggestion.id} suggestion={suggestion} onRefused={loaded.reload} />
    </Section>
  );
}

/** My steps: what waits for me, what is under way, what I proposed, and the past ones. */
export function StepsPage() {
  const call = useCall();
  const loaded = useLoad(async (signal) => {
    const [open, past] = await Promise.all([
      call(listSteps, { query: { when: 'open' }, signal }),
      call(listSteps, { query: { when: 'past' }, signal }),
    ]);
    return { open: open.steps, past };
  }, []);
  useHeard(['stepChanged'], loaded.reload);
  return (
    <Page
      title={t('steps.steps')}
      actions={
        <ButtonLink href="/steps/new" tone="primary">
          {t('steps.start')}
        </ButtonLink>
      }
    >
      <StepTabs />
      <p className="soft step-hint">{t('steps.hint')}</p>
      <LoadedView loaded={loaded} lines={8}>
        {({ open, past }) =>
          open.length + past.steps.length === 0 ? (
            <EmptyState
              title={t('steps.none')}
              action={<ButtonLink href="/offers">{t('steps.seeOffers')}</ButtonLink>}
            >
              {t('steps.noneWords')}
            </EmptyState>
          ) : (
            <>
              <Open steps={open} />
              <NextSteps />
              <Past key={past.steps[0]?.id} steps={past.steps} next={past.next} />
            </>
          )
        }
      </LoadedView>
    </Page>
  );
}
