import { IMPORT_UPLOAD_MAX, startSlackImport, type Import } from '@footbridge/contract/imports.ts';
import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { useEffect, useRef, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { urlOf } from '../../kit/api/call.ts';
import { upload } from '../../kit/api/upload.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { CheckField } from '../../kit/ui/form/Choice.tsx';
import { Field, SelectField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { percentOf, sizeOf } from './rules.ts';

/** Sends a Slack export; what becomes of it is shown in the list. */
export function UploadForm({ onStarted }: { onStarted: (started: Import) => void }) {
  const call = useCall();
  const me = useMe();
  const organisations = useLoad(
    async (signal) => (await call(listOrganisations, { signal })).organisations,
    [],
  );
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const leaving = useRef(new AbortController());
  const tooLarge = file !== null && file.size > IMPORT_UPLOAD_MAX;

  useEffect(() => {
    const stop = new AbortController();
    leaving.current = stop;
    return () => stop.abort();
  }, []);

  const start = useAction(async (text: FormText) => {
    if (!file || tooLarge) return;
    const query = {
      organisationId: text('organisationId'),
      fileName: file.name,
      ...(text('dryRun') === 'on' ? { dryRun: 'true' } : {}),
    };
    try {
      const started = await upload(
        urlOf(startSlackImport.path, {}, query),
        file,
        setSent,
        leaving.current.signal,
      );
      onStarted(started as Import);
    } finally {
      setSent(null);
    }
  });

  return (
    <LoadedView loaded={organisations} lines={3}>
      {(list) => (
        <Form action={start} submit={t('imports.start')}>
          <Field
            label={t('imports.file')}
            error={tooLarge ? t('imports.tooLarge', { size: sizeOf(IMPORT_UPLOAD_MAX) }) : null}
          >
            {(control) => (
              <input
                {...control}
                className="input"
                type="file"
                required
                accept=".zip,application/zip"
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
            )}
          </Field>
          <SelectField
            label={t('imports.organisation')}
            name="organisationId"
            defaultValue={me.affiliations[0]?.organisation.id}
            options={list.map(({ id, name }) => [id, name])}
          />
          <CheckField label={t('imports.dryRun')} hint={t('imports.dryRunHint')} name="dryRun" />
          {sent !== null && (
            <div className="import-progress">
              <progress value={sent} aria-label={t('imports.sent', { percent: percentOf(sent) })} />
              <span className="small">{t('imports.sent', { percent: percentOf(sent) })}</span>
            </div>
          )}
        </Form>
      )}
    </LoadedView>
  );
}
