import { dropMessage, type KeptMessage } from '@footbridge/contract/stories.ts';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';

function Kept({ message, onChanged }: { message: KeptMessage; onChanged: () => void }) {
  const call = useCall();
  const now = useNow();
  const drop = useAction(async () => {
    await call(dropMessage, { params: { messageId: message.messageId } });
    onChanged();
  });
  return (
    <li>
      <div className="story-row">
        <p>
          <PersonName person={message.author} />{' '}
          <Link href={`/messages/${message.messageId}`} className="soft small story-when">
            {dayAndTime(message.postedAt, now)}
          </Link>
        </p>
        <p>{message.words}</p>
        <ProblemNote words={drop.failure} />
      </div>
      <Button
        tone="quiet"
        busy={drop.busy}
        aria-label={t('stories.dropOf', message.author)}
        onClick={() => void drop.run()}
      >
        {t('stories.drop')}
      </Button>
    </li>
  );
}

/** What people of a space marked, in order. */
export function KeptMessages({ kept, onChanged }: { kept: KeptMessage[]; onChanged: () => void }) {
  if (kept.length === 0) return <p className="soft">{t('stories.keptNone')}</p>;
  return (
    <ul className="rows">
      {kept.map((message) => (
        <Kept key={message.messageId} message={message} onChanged={onChanged} />
      ))}
    </ul>
  );
}
