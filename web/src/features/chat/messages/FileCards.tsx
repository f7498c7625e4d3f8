import type { FileCard } from '@footbridge/contract/chat.ts';
import { File } from 'lucide-react';
import { t } from '../../../kit/text/t.ts';
import { LOCALE } from '../../../kit/text/locale.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function sizeInWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = UNITS[step] ?? 'byte';
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(LOCALE, options).format(bytes / 1000 ** step);
}

function FileName({ file }: { file: FileCard }) {
  return file.url === null ? (
    <span title={t('chat.fileNoLink')}>{file.name}</span>
  ) : (
    <a href={file.url} target="_blank" rel="noreferrer noopener">
      {file.name}
    </a>
  );
}

/** Files that stay where they are: nothing of them is loaded before somebody follows the link. */
export function FileCards({ files }: { files: readonly FileCard[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="file-cards plain">
      {files.map((file) => (
        <li key={`${file.name} ${file.url}`} className="file-card">
          <File aria-hidden="true" />
          <span>
            <FileName file={file} />
            <span className="soft tiny">
              {[file.mediaType, file.bytes === null ? null : sizeInWords(file.bytes)]
                .filter(Boolean)
                .join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
