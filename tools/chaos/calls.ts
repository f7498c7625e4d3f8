import type { AnyEndpoint, CallInput } from '../../contract/src/kit/endpoint.ts';
import { type Call, createCaller } from '../../web/src/kit/api/call.ts';
import { ProblemError } from '../../web/src/kit/api/problemError.ts';
import { type Asked, type History, type Refused, type Replied, canariesIn } from './history.ts';
import type { Random } from './random.ts';

export interface CallOptions {
  origin: string;
  headers: Record<string, string>;
  proc: string;
  history: History;
  random: Random;
  /** This share of the messages is sent twice, as a network or an impatient person does. */
  doubled?: () => number;
}

type Input = Partial<CallInput<AnyEndpoint>> & { signal?: AbortSignal };
type Send = (endpoint: AnyEndpoint, input?: Input) => Promise<unknown>;

/** Nobody waits longer for an answer; whether it happened is then unknown. Longer than any pause of the server in a run. */
const ANSWER_MS = 45_000;

/** The product's own way of calling, with every question and answer written down. */
export function createRecordedCall(options: CallOptions): Call {
  const { history, proc, random } = options;

  const once: Send = async (endpoint, input = {}) => {
    const op = history.invoke(proc, endpoint.name, askedOf(input));
    let canaries: string[] = [];
    const call = createCaller({
      origin: options.origin,
      headers: options.headers,
      fetch: async (url, request) => {
        const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_MS) });
        const text = await answer.text();
        canaries = canariesIn(text);
        return new Response(text, { status: answer.status });
      },
    }) as Send;
    try {
      const reply = await call(endpoint, input);
      history.add(proc, { type: 'ok', op, f: endpoint.name, value: repliedOf(reply, canaries) });
      return reply;
    } catch (error) {
      history.add(proc, { ...refusedOf(error), op, f: endpoint.name });
      throw error;
    }
  };

  const again = async (endpoint: AnyEndpoint, input: Input): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, random.whole(0, 6)));
    const body = input.body as { source: string };
    const changed = random.chance(0.3) ? { ...body, source: `${body.source} (said again)` } : body;
    await once(endpoint, { ...input, body: changed }).catch(() => undefined);
  };

  const send: Send = (endpoint, input = {}) => {
    if (endpoint.name === 'postMessage' && random.chance(options.doubled?.() ?? 0)) {
      void again(endpoint, input);
    }
    return once(endpoint, input);
  };
  return send as Call;
}

function askedOf({ params, body }: Input): Asked {
  const { spaceId, messageId, personId, sessionId, emoji } = (params ?? {}) as Asked;
  const said = (body ?? {}) as Asked;
  return withoutEmpty({
    spaceId,
    messageId,
    sessionId,
    emoji,
    personId: personId ?? said.personId,
    clientId: said.clientId,
    source: said.source,
  });
}

function repliedOf(reply: unknown, canaries: string[]): Replied {
  const { id, seq, feedSeq } = reply as Replied;
  return withoutEmpty({ id, seq, feedSeq, canaries: canaries.length === 0 ? undefined : canaries });
}

/** A refusal tells that nothing happened; what the server says of itself, and no answer at all, leaves it open. */
function refusedOf(error: unknown): { type: 'fail' | 'info'; value: Refused } {
  if (!(error instanceof ProblemError)) {
    const cause = (error as Error).cause as { cause?: { code?: string }; message?: string } | undefined;
    return {
      type: 'info',
      value: { error: cause?.cause?.code ?? cause?.message ?? (error as Error).message },
    };
  }
  const { status, code } = error.problem;
  return { type: status < 500 ? 'fail' : 'info', value: { status, code } };
}

function withoutEmpty<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
