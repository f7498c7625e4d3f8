import { expect, test } from 'vitest';
import { createStore, shallowEqual } from './store.ts';

test('a store tells of each change until the subscription ends, and not of a value that is the same', () => {
  const store = createStore(1);
  const heard: number[] = [];
  const end = store.subscribe(() => heard.push(store.get()));
  store.set(2);
  store.set(2);
  store.set((before) => before + 1);
  end();
  store.set(9);
  expect(heard).toEqual([2, 3]);
  expect(store.get()).toBe(9);
});

test('a listener that ends itself does not hide the change from the next one', () => {
  const store = createStore(0);
  let heard = 0;
  const end = store.subscribe(() => end());
  store.subscribe(() => {
    heard += 1;
  });
  store.set(1);
  expect(heard).toBe(1);
});

test('two values are equal when they hold the same entries', () => {
  const one = { id: 1 };
  expect(shallowEqual([one, 2], [one, 2])).toBe(true);
  expect(shallowEqual({ a: one }, { a: one })).toBe(true);
  expect(shallowEqual(Number.NaN, Number.NaN)).toBe(true);
});

test.each([
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [{ a: undefined }, { b: undefined }],
  [{ id: {} }, { id: {} }],
  [null, {}],
  [0, null],
])('%j and %j differ', (a, b) => {
  expect(shallowEqual(a, b)).toBe(false);
});
