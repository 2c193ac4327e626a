import { CODE } from '../lexer/chars';
import type { Failure } from '../failure';
import type { Elements } from '../lexer/buffers';
import type { Source } from '../lexer/source';
import { evaluateMatrix } from '../matrix/evaluate';
import type { Slot } from '../naming/slot';
import { beginSeries } from '../typing/typed';
import { readAtEnd } from './endings';
import { readFollowing } from './follow';
import { Machine } from './machine';
import { readOperand } from './operands';
import { type Generator, NO_SCOPE, type Scope } from './scope';
import type { ArrayValue, Numbers } from './values';

/** An expression that was read: every number with the place of its text. */
export interface Reading {
  readonly value: Extract<Numbers, { kind: 'scalar' }> | Pick<ArrayValue, 'kind' | 'shape' | 'store'>;
  readonly elements: Elements;
  /** Whether the elements stand in another order or shape than in the text. */
  readonly rearranged: boolean;
}

/** What came of reading: the reading or the failure, and whether a number in an array was read before it. */
export interface Attempt {
  readonly reading: Reading | null;
  readonly failure: Failure | null;
  readonly sawNumber: boolean;
  /** Whether a function of the array library was called in it. */
  readonly applied?: boolean;
  /** The generator of random numbers that the expression makes. */
  readonly generator?: Generator;
}

/**
 * How the ends of the expression are taken: `plain` as one value; `tuple`, commas outside brackets make a list;
 * a number, so many opening brackets are missing before it, and closing ones may be missing after it.
 */
export type Ends = 'plain' | 'tuple' | { readonly missingOpen: number };

/** Reads the tokens [first, limit) as one constant: a number or an array of numbers. One pass, no recursion. */
export function evaluate(
  source: Source,
  first: number,
  limit: number,
  ends: Ends = 'plain',
  expected: Slot['type'] = null,
  scope: Scope = NO_SCOPE,
): Attempt {
  const { matrix } = source.dialect;
  if (matrix !== undefined) return evaluateMatrix(source, matrix, first, limit, ends);
  const mends = typeof ends === 'object';
  const machine = new Machine(source, first, limit, mends, expected, scope);
  const isSeries = ends === 'tuple' && expected !== null && expected !== 'unknown';
  if (ends === 'plain') machine.pushFrame('root', -1, -1);
  else if (isSeries) beginSeries(machine, expected, -1, first, -1);
  else machine.pushList(-1, -1, false);
  for (let missing = mends ? ends.missingOpen : 0; missing > 0; missing--) {
    machine.pushList(-1, source.dialect.tables === true ? CODE.closeBrace : CODE.closeBracket, false);
  }
  let done = false;
  while (!done && machine.failure === null) {
    if (machine.index >= limit) done = readAtEnd(machine);
    else if (machine.value === null) readOperand(machine);
    else readFollowing(machine, machine.value);
  }
  const { elements, rearranged, failure, value, applied } = machine;
  const sawNumber = elements.count > 0;
  const nothing = { reading: null, failure, sawNumber, applied };
  if (failure !== null || value === null) return nothing;
  switch (value.kind) {
    case 'generator':
      return { ...nothing, failure: noNumbers(source, first, limit), generator: value.generator };
    case 'row':
    case 'outline':
      return nothing;
    default:
      return { ...nothing, reading: { value, elements, rearranged } };
  }
}

function noNumbers({ tokens }: Source, first: number, limit: number): Failure {
  const range = [tokens.start(first), tokens.end(limit - 1)] as const;
  return { code: 'non-literal', message: 'This makes random numbers, and is no array of them.', range };
}
