import { t } from '../../../kit/text/t.ts';
import { dayHeading } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { useConversation } from '../ConversationContext.tsx';
import { useSpaceName } from '../../spaces/SpacesContext.tsx';
import { MessageRow } from '../messages/MessageRow.tsx';
import { OutgoingRow } from '../messages/OutgoingRow.tsx';
import type { Row } from './rules.ts';

function Beginning() {
  const { space } = useConversation();
  const name = useSpaceName(space.id);
  return (
    <div className="beginning">
      <p>
        <b>{t('chat.begin', { space: name })}</b>
      </p>
      {space.purpose !== '' && <p>{space.purpose}</p>}
      {space.archivedAt === null && (
        <p className="soft">
          {t(space.historyRule === 'sinceJoining' ? 'chat.beginLater' : 'chat.beginWords')}
        </p>
      )}
    </div>
  );
}

function DayLine({ at }: { at: string }) {
  const now = useNow();
  return (
    <div className="day-line">
      <h2>{dayHeading(at, now)}</h2>
    </div>
  );
}

/** One row of a list of messages. */
export function MessageRows({
  row,
  inThread = false,
  markedSeq,
}: {
  row: Row;
  inThread?: boolean;
  markedSeq: number | null;
}) {
  switch (row.kind) {
    case 'begin':
      return <Beginning />;
    case 'day':
      return <DayLine at={row.at} />;
    case 'new':
      return (
        <div className="day-line new">
          <h2>{t('chat.newLine')}</h2>
        </div>
      );
    case 'message':
      return (
        <MessageRow
          message={row.message}
          grouped={row.grouped}
          inThread={inThread}
          marked={row.message.seq === markedSeq}
        />
      );
    case 'outgoing':
      return <OutgoingRow outgoing={row.outgoing} grouped={row.grouped} />;
    default:
      return row satisfies never;
  }
}
