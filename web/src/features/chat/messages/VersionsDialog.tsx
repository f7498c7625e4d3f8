import { listVersions, type Message } from '@footbridge/contract/chat.ts';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { RichText } from '../../../kit/text/RichText.tsx';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { Dialog } from '../../../kit/ui/Dialog.tsx';
import { LoadedView } from '../../../kit/ui/Problem.tsx';

/** A message as it is and as it was before each change, newest first. */
export function VersionsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const call = useCall();
  const loaded = useLoad(
    (signal) => call(listVersions, { params: { messageId: message.id }, signal }),
    [message.id, message.editedAt],
  );
  const now = useNow();
  return (
    <Dialog title={t('chat.versions')} wide onClose={onClose}>
      <ol className="versions plain">
        <li>
          <h3>{t('chat.versionNow', { when: dayAndTime(message.editedAt ?? message.createdAt, now) })}</h3>
          {message.title !== null && <p className="message-title">{message.title}</p>}
          <RichText body={message.body} />
        </li>
        <LoadedView loaded={loaded} lines={3}>
          {({ versions }) =>
            versions.map((version) => (
              <li key={version.writtenAt}>
                <h3>{t('chat.versionThen', { when: dayAndTime(version.writtenAt, now) })}</h3>
                {version.title !== null && <p className="message-title">{version.title}</p>}
                <RichText body={version.body} />
              </li>
            ))
          }
        </LoadedView>
      </ol>
    </Dialog>
  );
}
