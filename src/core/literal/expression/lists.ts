import { FLOAT64 } from '../dialect/dialect';
import { settle } from './operators';
import type { Frame, Machine } from './machine';
import type { Misfit } from './nesting';
import { checked, fitted } from '../typing/fit';
import type { ArrayValue, Value } from './values';

const ROW: Value = { kind: 'row' };

/** Puts the value just read, with the operators that wait for it, into the list around it. */
export function endElement(machine: Machine): void {
  settle(machine);
  const { frame, value, literal } = machine;
  if (machine.failure !== null || value === null) return;
  const misfit = misfitOf(machine, value);
  if (misfit !== null) return ragged(machine, misfit, frame.elementFirst, machine.index - 1);
  if (value.kind === 'scalar') {
    const { tokens } = machine.source;
    machine.elements.push(value.number, tokens.start(frame.elementFirst), tokens.end(machine.index - 1));
  }
  if (value.kind !== 'row' && value.kind !== 'outline' && value.kind !== 'generator')
    literal.mixture.add(value.store);
  nextElement(machine, frame);
}

function nextElement(machine: Machine, frame: Frame): void {
  frame.count++;
  frame.elementFirst = machine.index;
  machine.value = null;
}

function misfitOf(machine: Machine, value: Value): Misfit | null {
  const { nesting } = machine.literal;
  if (value.kind === 'scalar') return nesting.number();
  return value.kind === 'array' || value.kind === 'list' ? nesting.array(value.shape) : null;
}

/** Fails on a row that differs from those before it. */
export function ragged(machine: Machine, misfit: Misfit, first: number, last: number): void {
  const place = machine.place.replace('Element', 'Row');
  machine.fail('ragged', raggedMessage(place, misfit), Math.max(first, machine.first), last);
}

export function raggedMessage(place: string, { got, expected }: Misfit): string {
  return `${place} ${got}, but those before it ${expected}: give every row the same length.`;
}

/** Ends the innermost list, with the current token unless the tokens are at their end. */
export function closeList(machine: Machine): void {
  const { frame, literal } = machine;
  machine.frames.pop();
  if (!fill(machine, literal.nesting.missing())) return;
  const misfit = literal.nesting.close(frame.count);
  if (misfit !== null) return ragged(machine, misfit, frame.open, Math.min(machine.index, machine.limit - 1));
  const around = machine.frames.at(-1);
  if (frame.count === 1 && isMended(machine, frame) && (around?.kind !== 'list' || around.closer < 0)) {
    machine.doubtful = true;
  }
  // The parenthesis of Float32Array.of(1, 2) ends the list and then the call.
  const endsCall = around?.kind === 'call' && around.open === frame.open;
  if (!endsCall) machine.index++;
  machine.value = literal.nesting.depth > 0 ? ROW : listOf(machine, frame.open);
  machine.literal = frame.outer ?? machine.literal;
}

/** The inside of a list that the scanner has read at once. */
export function readBlock(machine: Machine): void {
  const { frame, literal, source, index } = machine;
  const block = source.tokens.block(index);
  if (block === null) return;
  const [length = 0, ...inner] = block.shape;
  if (!machine.hasRoom(inner.length)) return machine.tooDeep(index);
  const misfit = literal.nesting.array(inner);
  if (misfit !== null) return ragged(machine, misfit, index, index);
  machine.elements.pushBlock(block);
  if (block.wholes) literal.mixture.add(source.dialect.whole);
  if (block.decimals) literal.mixture.add(FLOAT64);
  frame.count = length;
  machine.index++;
}

/** Whether a bracket of a list is missing in the text and was put back. */
function isMended(machine: Machine, frame: Frame): boolean {
  return machine.mends && frame.closer >= 0 && (frame.open < 0 || machine.index >= machine.limit);
}

/** Puts zeros for the numbers that a list leaves out; their place is the bracket that ends it. */
function fill(machine: Machine, missing: number): boolean {
  const { tokens } = machine.source;
  const last = Math.min(machine.index, machine.limit - 1);
  if (missing === Infinity) {
    machine.fail(
      'non-literal',
      'Nearly all numbers of this large array are left out: write a smaller one.',
      last,
    );
    return false;
  }
  for (let count = 0; count < missing; count++)
    machine.elements.push(0, tokens.start(last), tokens.end(last));
  return true;
}

function listOf(machine: Machine, open: number): Value {
  const { literal } = machine;
  literal.outermost = -1;
  const { mixture, nesting, from, type, outer, into } = literal;
  if (outer !== null) machine.literal = outer;
  const list: ArrayValue = { kind: 'list', store: mixture.store, shape: nesting.shape, from };
  const first = Math.max(open, machine.first);
  if (type === null)
    return machine.source.dialect.types === undefined ? list : checked(machine, list, mixture.dtypes, first);
  const array = fitted(machine, list, type, mixture.dtypes, first);
  if (into === null) return array;
  machine.rearranged = true;
  return { ...array, shape: into.levels.map(({ size }) => size) };
}

/** Fails on brackets without numbers between them. */
export function failEmpty(machine: Machine, frame: Frame): void {
  const last = Math.min(machine.index, machine.limit - 1);
  const first = Math.max(frame.open, machine.first);
  const { nesting } = machine.literal;
  if (frame.kind === 'list' && nesting.holdsNumbers) {
    machine.frames.pop();
    const misfit = nesting.close(0);
    if (misfit !== null) return ragged(machine, misfit, first, last);
  }
  machine.fail('empty', 'There are no numbers between these brackets.', first, last);
}
