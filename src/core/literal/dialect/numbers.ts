import type { Dialect, Scalar, Store } from './dialect';
import { FLOAT64 } from './dialect';

const GROUPED =
  /^\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?(?:[eE][+-]?\d+(?:_\d+)*)?$|^\.\d+(?:_\d+)*(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const BASED = /^0(?:[xX][\da-fA-F]+(?:_[\da-fA-F]+)*|[oO][0-7]+(?:_[0-7]+)*|[bB][01]+(?:_[01]+)*)$/;

/** Reads the numbers that Python and JavaScript write beyond plain decimals, or says why a text is none. */
export function oddNumber(whole: Store): Dialect['oddNumber'] {
  return (text) => {
    const bare = text.replaceAll('_', '');
    if (BASED.test(text)) return scalar(Number(bare), whole);
    const zeros = /^0+$/.test(bare);
    if (GROUPED.test(text) && (zeros || !/^0\d+$/.test(bare))) {
      return scalar(Number(bare), /^\d+$/.test(bare) ? whole : FLOAT64);
    }
    if (/^[\d._eE+-]*j$/i.test(text)) return notNumeric('a complex number, which cannot be checked');
    if (/^\d[\d_]*n$/.test(text)) return notNumeric('a BigInt: leave out the n');
    return { code: 'not-a-number', reason: 'which is not a number' };
  };
}

/** As above, and 017 is written in base eight: Ruby and Perl. */
export function zeroIsOctal(whole: Store): Dialect['oddNumber'] {
  const others = oddNumber(whole);
  return (text) => {
    const digits = /^0((?:_?[0-7])+)$/.exec(text)?.[1];
    if (digits !== undefined) return scalar(Number(`0o${digits.replaceAll('_', '')}`), whole);
    return /^0\d/.test(text) ? { code: 'not-a-number', reason: 'which is not a number' } : others(text);
  };
}

function scalar(number: number, store: Store): Scalar {
  return { number, store };
}

function notNumeric(reason: string): { code: 'not-numeric'; reason: string } {
  return { code: 'not-numeric', reason };
}
