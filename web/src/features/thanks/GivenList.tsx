import { deleteThanks, type Thanks } from '@footbridge/contract/thanks.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { ThanksText } from './ThanksText.tsx';

function Given({ thanks, onChanged }: { thanks: Thanks; onChanged: () => void }) {
  const call = useCall();
  const [asking, setAsking] = useState(false);
  const takeBack = useAction(async () => {
    await call(deleteThanks, { params: { thanksId: thanks.id } });
    onChanged();
  });
  return (
    <li>
      <ThanksText thanks={thanks}>
        <div className="button-row">
          <Button tone="quiet" onClick={() => setAsking(true)}>
            {t('thanks.takeBack')}
          </Button>
        </div>
        {asking && (
          <ConfirmDialog
            title={t('thanks.takeBackTitle')}
            action={t('thanks.takeBackDo')}
            danger
            busy={takeBack.busy}
            failure={takeBack.failure}
            onConfirm={() => void takeBack.run()}
            onClose={() => setAsking(false)}
          >
            <p>{t('thanks.takeBackWords')}</p>
          </ConfirmDialog>
        )}
      </ThanksText>
    </li>
  );
}

/** What I thanked others for. What became of it is theirs to know. */
export function GivenList({ thanks, onChanged }: { thanks: Thanks[]; onChanged: () => void }) {
  return (
    <ul className="plain thanks-list">
      {thanks.map((one) => (
        <Given key={one.id} thanks={one} onChanged={onChanged} />
      ))}
    </ul>
  );
}
