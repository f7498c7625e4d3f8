import { type Policy, listUnaccepting, remindOfPolicy } from '@footbridge/contract/policies.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';

/** For whoever publishes a policy: who has not accepted yet, and a reminder by mail. */
export function WaitingPeople({ policy }: { policy: Policy }) {
  const call = useCall();
  const params = { policyId: policy.id };
  const loaded = useLoad(
    (signal) => call(listUnaccepting, { params, query: {}, signal }),
    [policy.id, policy.version],
  );
  const [more, setMore] = useState<{ people: PersonRef[]; next: string | null } | null>(null);
  const show = useAction(async (after: string) => {
    const page = await call(listUnaccepting, { params, query: { after } });
    setMore((was) => ({ people: [...(was?.people ?? []), ...page.people], next: page.next }));
  });
  const remind = useAction(async () => {
    await call(remindOfPolicy, { params });
    loaded.reload();
  });
  const now = useNow();
  return (
    <Section title={t('policies.waiting')} hint={t('policies.waitingWords')}>
      <LoadedView loaded={loaded}>
        {({ people, next, remindableAt }) => {
          const further = more === null ? next : more.next;
          if (people.length === 0) return <p>{t('policies.nobodyWaiting')}</p>;
          return (
            <>
              <ul className="rows">
                {[...people, ...(more?.people ?? [])].map((person) => (
                  <li key={person.id}>
                    <PersonName person={person} link />
                  </li>
                ))}
              </ul>
              <ProblemNote words={remind.failure ?? show.failure} />
              <div className="button-row page-actions">
                {further !== null && (
                  <Button busy={show.busy} onClick={() => void show.run(further)}>
                    {t('policies.more')}
                  </Button>
                )}
                {remindableAt === null ? (
                  <Button busy={remind.busy} onClick={() => void remind.run()}>
                    {t('policies.remind')}
                  </Button>
                ) : (
                  <p className="soft" role="status">
                    {t('policies.reminded', { when: dayAndTime(remindableAt, now) })}
                  </p>
                )}
              </div>
            </>
          );
        }}
      </LoadedView>
    </Section>
  );
}
