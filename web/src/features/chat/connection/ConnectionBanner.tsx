import { useEffect, useState } from 'react';
import { useLive, useLiveState } from '../../../kit/live/LiveContext.tsx';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import './connection.css';

/** Cuts that mend themselves at once are not worth a word. */
const QUIET_MS = 1500;

/** Says over everything, in words, when what is shown may be old, and that nothing written is lost. */
export function ConnectionBanner() {
  const live = useLive();
  const state = useLiveState();
  const isCut = state.is === 'waiting' || state.is === 'ended' || state.is === 'connecting';
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isCut) return undefined;
    const timer = setTimeout(() => setIsLong(true), QUIET_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isCut]);

  return (
    <output className="connection">
      {isCut && isLong && (
        <span className="connection-words">
          {t(
            state.is === 'ended'
              ? 'chat.stopped'
              : state.is === 'connecting'
                ? 'chat.connecting'
                : 'chat.offline',
          )}
          {state.is === 'waiting' && (
            <Button tone="quiet" onClick={() => live.retryNow()}>
              {t('chat.tryNow')}
            </Button>
          )}
        </span>
      )}
    </output>
  );
}
