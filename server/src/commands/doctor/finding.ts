import { sentenceOf } from '../../kit/command/run.ts';

/** What one look found; `note` is worth knowing, `wrong` wants something done. */
export interface Finding {
  about: string;
  state: 'well' | 'note' | 'wrong';
  says: string;
}

/** A look that fails is a finding, not the end of the others. */
export async function look(about: string, work: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [{ about, state: 'wrong', says: sentenceOf(error) }];
  }
}
