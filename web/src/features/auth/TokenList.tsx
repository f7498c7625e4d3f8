import { createToken, listTokens, revokeToken, type Token } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { CopyField } from '../../kit/ui/form/CopyField.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';

function timesOf(token: Token, now: Date): string {
  const used = token.lastUsedAt === null ? 'never' : dayAndTime(token.lastUsedAt, now);
  return t('auth.tokenTimes', { created: dayAndTime(token.createdAt, now), used });
}

function TokenRows({
  tokens,
  busy,
  onRevoke,
}: {
  tokens: Token[];
  busy: boolean;
  onRevoke: (id: string) => void;
}) {
  const now = useNow();
  if (tokens.length === 0) return <p className="soft">{t('auth.tokensNone')}</p>;
  return (
    <ul className="rows">
      {tokens.map((token) => (
        <li key={token.id}>
          <div>
            <b>{token.name}</b>
            <p className="soft small">{timesOf(token, now)}</p>
          </div>
          <Button
            tone="danger"
            busy={busy}
            onClick={() => onRevoke(token.id)}
            aria-label={t('auth.tokenRevokeOf', token)}
          >
            {t('auth.tokenRevoke')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** My tokens, and making one: its secret is shown this once. */
export function TokenList() {
  const call = useCall();
  const tokens = useLoad(async (signal) => (await call(listTokens, { signal })).tokens, []);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const make = useAction(async (text: FormText) => {
    setMade(await call(createToken, { body: { name: text('name') } }));
    tokens.reload();
  });
  const revoke = useAction(async (tokenId: string) => {
    await call(revokeToken, { params: { tokenId } });
    if (made?.id === tokenId) setMade(null);
    tokens.reload();
  });

  return (
    <>
      <LoadedView loaded={tokens} lines={2}>
        {(list) => <TokenRows tokens={list} busy={revoke.busy} onRevoke={(id) => void revoke.run(id)} />}
      </LoadedView>
      <ProblemNote words={revoke.failure} />
      {made && (
        <CopyField label={t('auth.tokenSecret')} hint={t('auth.tokenSecretWords')} text={made.secret} />
      )}
      <Form key={made?.id} action={make} submit={t('auth.tokenMake')} tone="plain">
        <TextField label={t('auth.tokenName')} name="name" required maxLength={100} />
      </Form>
    </>
  );
}
