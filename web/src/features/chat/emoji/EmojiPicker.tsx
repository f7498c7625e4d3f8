import { SmilePlus } from 'lucide-react';
import { Suspense, lazy, useId, useRef, useState } from 'react';
import { IconButton } from '../../../kit/ui/IconButton.tsx';
import { Loading } from '../../../kit/ui/Spinner.tsx';
import './emoji.css';

const EmojiTable = lazy(() => import('./EmojiTable.tsx').then((file) => ({ default: file.EmojiTable })));

/** A button that opens the emoji. Their table is loaded with the first opening; Escape and a press outside close it. */
export function EmojiPicker({ label, onChoose }: { label: string; onChoose: (emoji: string) => void }) {
  const id = useId();
  const anchorName = `--emoji${id.replaceAll(/[^a-z0-9]/gi, '')}`;
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton
        label={label}
        icon={<SmilePlus />}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        style={{ anchorName }}
      />
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="emoji-picker"
        style={{ positionAnchor: anchorName }}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen && (
          <Suspense fallback={<Loading />}>
            <EmojiTable
              onChoose={(emoji) => {
                popover.current?.hidePopover();
                onChoose(emoji);
              }}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
