import type { Thanks } from '@footbridge/contract/thanks.ts';
import { listThanksIn, listThanksOf } from '@footbridge/contract/thanks.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ThanksText } from './ThanksText.tsx';

/** Nothing shown looks like nothing given: there is then no heading either. */
function Shown({ title, thanks }: { title: string; thanks: Thanks[] | undefined }) {
  if (thanks === undefined || thanks.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="plain thanks-list">
        {thanks.map((one) => (
          <li key={one.id}>
            <ThanksText thanks={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What somebody shows me of the thanks they got. */
export function ThanksOfPerson({ personId }: { personId: string }) {
  const call = useCall();
  const shown = useLoad((signal) => call(listThanksOf, { params: { personId }, signal }), [personId]);
  useHeard(['thanksChanged'], shown.reload);
  return <Shown title={t('thanks.onCard')} thanks={shown.data?.thanks} />;
}

/** Thanks shown in a space, to the people of it. */
export function ThanksInSpace({ spaceId, title }: { spaceId: string; title: string }) {
  const call = useCall();
  const shown = useLoad((signal) => call(listThanksIn, { params: { spaceId }, signal }), [spaceId]);
  useHeard(['thanksChanged'], shown.reload);
  return <Shown title={title} thanks={shown.data?.thanks} />;
}
