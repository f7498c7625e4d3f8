import { changeGoodWorkMail, getGoodWorkMail } from '@footbridge/contract/thanks.ts';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { t } from '../../../kit/text/t.ts';
import { CheckField } from '../../../kit/ui/form/Choice.tsx';
import { LoadedView, ProblemNote } from '../../../kit/ui/Problem.tsx';

/** Whether the good work of the week comes by mail. */
export function GoodWorkMail() {
  const call = useCall();
  const loaded = useLoad((signal) => call(getGoodWorkMail, { signal }), []);
  const change = useAction(async (wanted: boolean) => {
    loaded.replace(await call(changeGoodWorkMail, { body: { wanted } }));
  });
  return (
    <LoadedView loaded={loaded} lines={1}>
      {({ wanted }) => (
        <>
          <CheckField
            label={t('thanks.mailWanted')}
            hint={t('thanks.mailHint')}
            checked={wanted}
            onChange={(event) => void change.run(event.target.checked)}
          />
          <ProblemNote words={change.failure} />
        </>
      )}
    </LoadedView>
  );
}
