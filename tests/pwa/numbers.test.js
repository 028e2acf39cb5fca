import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNumber } from '../../pwa/numbers.js';

test('each language takes its own decimal mark and refuses the other', () => {
  for (const locale of ['da', 'nb', 'nl']) {
    assert.equal(parseNumber('1,5', locale), 1.5, locale);
    assert.equal(parseNumber('1.5', locale), null, locale);
  }
  assert.equal(parseNumber('1.5', 'en-GB'), 1.5);
  assert.equal(parseNumber('1,5', 'en-GB'), null);
});

test('whole, negative and spaced numbers are numbers', () => {
  assert.equal(parseNumber(' 1000 ', 'da'), 1000);
  assert.equal(parseNumber('-2,5', 'da'), -2.5);
  assert.equal(parseNumber('\u22122,5', 'nb'), -2.5);
});

test('what is not surely a number is refused', () => {
  for (const text of [
    '',
    ' ',
    '1.000',
    '1.000,5',
    '1,',
    ',5',
    '1,2,3',
    '1e3',
    '0x10',
    'five',
    '1 000',
    'NaN',
  ]) {
    assert.equal(parseNumber(text, 'da'), null, text);
  }
});
