import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { unreadable } from './notice.js';
import { revision } from './records/store.js';

/**
 * What the store answers, asked again whenever something in it changed; undefined until the first answer.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {unknown[]} inputs what the question depends on
 * @returns {T | undefined}
 */
export function useStored(ask, inputs) {
  const answer = useSignal(/** @type {T | undefined} */ (undefined));
  const now = revision.value;
  useEffect(() => {
    let wanted = true;
    ask().then((found) => wanted && (answer.value = found), unreadable);
    return () => {
      wanted = false;
    };
  }, [now, ...inputs]);
  return answer.value;
}
