import type { Problem } from '@footbridge/contract/kit/problem.ts';
import { NetworkError, ProblemError } from './problemError.ts';

/**
 * Sends one file as the body of a request and tells how much of it is sent (0 to 1). XMLHttpRequest, because `fetch` does not tell.
 * Throws like a call of the API; `AbortError` when `signal` stops it.
 */
export function upload(
  url: string,
  file: File,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('content-type', file.type || 'application/zip');
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded }) =>
      onProgress(file.size === 0 ? 1 : loaded / file.size),
    );
    request.addEventListener('error', () => reject(new NetworkError('upload')));
    request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
    request.addEventListener('load', () => {
      try {
        const value: unknown = JSON.parse(request.responseText);
        if (request.status < 300) resolve(value);
        else reject(new ProblemError(value as Problem));
      } catch (cause) {
        reject(new NetworkError(cause));
      }
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
