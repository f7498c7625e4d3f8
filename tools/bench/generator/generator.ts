import type { Subject } from '../subject.ts';
import type { Commands, Name } from './commands.ts';

/** The process that has all the sockets and makes all the posts: one clock, and no core of its own to hide its cost on. */
export class Generator {
  static readonly PROGRAM = new URL('./generatorProcess.ts', import.meta.url);
  private readonly process: Subject;

  constructor(process: Subject) {
    this.process = process;
  }

  do<Key extends Name>(name: Key, asked: Commands[Key]['asked']): Promise<Commands[Key]['answer']> {
    return this.process.ask<Commands[Key]['answer']>({ name, ...asked });
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
