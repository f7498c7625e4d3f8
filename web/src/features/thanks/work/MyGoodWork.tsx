import {
  agreeGoodWork,
  GOOD_WORK_LINE_MAX,
  removeGoodWork,
  type MyGoodWork,
} from '@footbridge/contract/thanks.ts';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button, ButtonLink } from '../../../kit/ui/Button.tsx';
import { TextArea } from '../../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { WorkLine } from './WorkLine.tsx';

interface WorkProps {
  work: MyGoodWork;
  onChanged: () => void;
}

function useRemove({ work, onChanged }: WorkProps) {
  const call = useCall();
  return useAction(async () => {
    await call(removeGoodWork, { params: { goodWorkId: work.id } });
    onChanged();
  });
}

function OfMe({ work, onChanged }: WorkProps) {
  const call = useCall();
  const agree = useAction(async (text: FormText) => {
    await call(agreeGoodWork, {
      params: { goodWorkId: work.id },
      body: { line: text('line').replaceAll(/\s+/g, ' ') },
    });
    onChanged();
  });
  const remove = useRemove({ work, onChanged });
  const away = (
    <Button tone="quiet" busy={remove.busy} onClick={() => void remove.run()}>
      {t(work.week === null ? 'thanks.no' : 'thanks.takeOff')}
    </Button>
  );
  return (
    <WorkLine work={work}>
      {work.week !== null && <p className="small thanks-standing">{t('thanks.onPage')}</p>}
      <Form
        action={agree}
        submit={t(work.week === null ? 'thanks.agree' : 'thanks.agreeChanged')}
        tone={work.week === null ? 'primary' : 'plain'}
        beside={away}
      >
        <TextArea
          label={t('thanks.yourLine')}
          name="line"
          rows={2}
          defaultValue={work.line}
          maxLength={GOOD_WORK_LINE_MAX}
          required
        />
      </Form>
      <ProblemNote words={remove.failure} />
    </WorkLine>
  );
}

function ByMe({ work, onChanged }: WorkProps) {
  const remove = useRemove({ work, onChanged });
  return (
    <WorkLine work={work}>
      <p className="small thanks-standing">{t(work.week === null ? 'thanks.noReply' : 'thanks.onPage')}</p>
      <div className="button-row">
        {work.week !== null && (
          <ButtonLink href={`/thanks/week/${work.week}`}>{t('thanks.readPage')}</ButtonLink>
        )}
        <Button tone="quiet" busy={remove.busy} onClick={() => void remove.run()}>
          {t('thanks.takeBack')}
        </Button>
      </div>
      <ProblemNote words={remove.failure} />
    </WorkLine>
  );
}

/** Of my work, for me to decide; or named by me, with nothing said of a no. */
export function MyGoodWorkList({
  works,
  side,
  onChanged,
}: {
  works: MyGoodWork[];
  side: 'ofMe' | 'byMe';
  onChanged: () => void;
}) {
  const One = side === 'ofMe' ? OfMe : ByMe;
  return (
    <ul className="plain thanks-list">
      {works.map((work) => (
        <li key={work.id}>
          <One work={work} onChanged={onChanged} />
        </li>
      ))}
    </ul>
  );
}
