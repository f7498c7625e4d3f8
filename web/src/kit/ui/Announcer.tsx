import { X } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { IconButton } from './IconButton.tsx';
import './announcer.css';

interface Announcements {
  /** Read out politely, not shown. */
  announce: (words: string) => void;
  /** Shown for some seconds in a corner and read out: for what was done, never for what went wrong. */
  toast: (words: string) => void;
}

const AnnouncerContext = createContext<Announcements | null>(null);
const SHOWN_MS = 6000;

/** Holds the live regions: they must be in the page before anything is said in them. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const [toast, setToast] = useState<{ words: string; id: number } | null>(null);

  const announce = useCallback((words: string) => {
    // The same words twice are read twice only when the text changes.
    setSaid((was) => (was === words ? `${words}\u00a0` : words));
  }, []);
  const show = useCallback((words: string) => setToast((was) => ({ words, id: (was?.id ?? 0) + 1 })), []);
  const value = useMemo(() => ({ announce, toast: show }), [announce, show]);

  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <AnnouncerContext value={value}>
      {children}
      <output className="unseen">{said}</output>
      <output className="toasts">
        {toast && (
          <span className="toast" key={toast.id}>
            {toast.words}
            <IconButton label={t('kit.close')} icon={<X />} onClick={() => setToast(null)} />
          </span>
        )}
      </output>
    </AnnouncerContext>
  );
}

export function useAnnouncer(): Announcements {
  const value = use(AnnouncerContext);
  if (!value) throw new Error('useAnnouncer needs an Announcer above it');
  return value;
}
