import { endSession, listSessions, type Session } from '@footbridge/contract/auth.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';

function SessionRow({ session, onEnd, busy }: { session: Session; onEnd: () => void; busy: boolean }) {
  const now = useNow();
  const device = session.device || t('auth.sessionUnknown');
  return (
    <li>
      <div>
        <p>
          <b>{device}</b> {session.current && <Badge tone="accent">{t('auth.sessionHere')}</Badge>}
        </p>
        <p className="soft small">
          {t('auth.sessionTimes', {
            created: dayAndTime(session.createdAt, now),
            used: dayAndTime(session.lastUsedAt, now),
          })}
        </p>
      </div>
      {!session.current && (
        <Button onClick={onEnd} busy={busy} aria-label={t('auth.sessionEndOf', { device })}>
          {t('auth.sessionEnd')}
        </Button>
      )}
    </li>
  );
}

/** Where I am signed in; any but this one can be ended here. */
export function SessionList() {
  const call = useCall();
  const sessions = useLoad(async (signal) => (await call(listSessions, { signal })).sessions, []);
  const end = useAction(async (sessionId: string) => {
    await call(endSession, { params: { sessionId } });
    sessions.reload();
  });

  return (
    <LoadedView loaded={sessions}>
      {(list) => (
        <>
          <ul className="rows">
            {list.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                busy={end.busy}
                onEnd={() => void end.run(session.id)}
              />
            ))}
          </ul>
          <ProblemNote words={end.failure} />
        </>
      )}
    </LoadedView>
  );
}
