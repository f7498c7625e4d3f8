import type { Command } from '../kit/command/command.ts';
import { hasData, withDatabase } from '../kit/command/database.ts';
import { examineData } from './doctor/data.ts';
import { type Finding, look } from './doctor/finding.ts';
import { examineMail, examinePlace, examineSettings } from './doctor/surroundings.ts';
import { readTarget } from './target.ts';

const MARKS = { well: 'ok   ', note: 'note ', wrong: 'WRONG' } as const;

export const doctorCommand: Command = {
  summary: 'Look whether everything is well: database, settings, data directory, mail, history',
  usage: '',
  details: 'It changes nothing. It ends with 1 when something is wrong.',
  words: [0, 0],
  run: async () => {
    const findings = await look('settings', examineAll);
    const ok = findings.every((finding) => finding.state !== 'wrong');
    const text = findings
      .map(({ about, state, says }) => `${MARKS[state]}  ${about.padEnd(16)}${says}`)
      .join('\n');
    return { text, json: { ok, findings }, ok };
  },
};

async function examineAll(): Promise<Finding[]> {
  const target = readTarget();
  const data = hasData(target)
    ? await look('database', () => withDatabase(target, (context) => examineData(context)))
    : [{ about: 'database', state: 'note' as const, says: 'There is none yet; the first start makes it.' }];
  return [
    ...examineSettings(target),
    ...(await look('data directory', () => examinePlace(target))),
    ...data,
    ...(await look('mail', () => examineMail(target))),
  ];
}
