/** A reason not to start that the operator can act on: one sentence naming what is wrong and the remedy, printed without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
