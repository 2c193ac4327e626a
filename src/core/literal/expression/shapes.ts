import { CODE } from '../lexer/chars';
import { quoted } from '../failure';
import { Kind } from '../lexer/tokens';
import type { Conversion, Machine } from './machine';
import { type ArrayValue, transposed } from './values';
import { reshaped } from './view';

/** Calls that put their numbers into a shape: mat.NewDense(2, 3, ...), reshape(..., [2, 3]). */

export function closerOf(open: number): number {
  if (open === CODE.openParen) return CODE.closeParen;
  return open === CODE.openBracket ? CODE.closeBracket : CODE.closeBrace;
}

/** `2, 3, ` or `(2, 3), ` before the numbers. */
export function readShapeBefore(machine: Machine, call: Conversion): void {
  const { index, source } = machine;
  const { tokens } = source;
  if (tokens.isOpen(index, CODE.openParen)) {
    const mate = tokens.mate(index);
    call.shape = lengthsBetween(machine, index + 1, mate);
    machine.index = mate + 2;
  } else {
    let at = index;
    while (machine.kindAt(at) === Kind.integer && machine.kindAt(at + 1) === Kind.comma) at += 2;
    call.shape = lengthsBetween(machine, index, at - 1);
    machine.index = at;
  }
  if (call.shape === null || machine.kindAt(machine.index - 1) !== Kind.comma)
    failShape(machine, call, index);
}

/** `, [2, 3]`, `, (/2, 3/)` and `, order=[2, 1]` behind the numbers. */
export function readShapeAfter(machine: Machine, call: Conversion): boolean {
  const { index, source } = machine;
  const { tokens } = source;
  const isNamed = machine.kindAt(index) === Kind.name && machine.kindAt(index + 1) === Kind.assign;
  const name = isNamed ? tokens.textOf(index).toLowerCase() : 'shape';
  const open = isNamed ? index + 2 : index;
  const mate = tokens.kind(open) === Kind.open ? tokens.mate(open) : -1;
  const isSlashed = tokens.code(open) === CODE.openParen;
  const lengths =
    mate < 0 ? null : lengthsBetween(machine, open + (isSlashed ? 2 : 1), isSlashed ? mate - 1 : mate);
  const isOrder = name === 'order' && lengths?.every((axis, at) => axis === lengths.length - at) === true;
  if (lengths === null || !(isOrder || (name === 'shape' && call.shape === null))) {
    failShape(machine, call, index);
    return true;
  }
  if (isOrder) call.reversed = true;
  else call.shape = lengths;
  machine.index = mate + 1;
  return true;
}

function lengthsBetween(machine: Machine, first: number, end: number): number[] | null {
  const { tokens } = machine.source;
  const lengths: number[] = [];
  for (let at = first; at < end; at += 2) {
    const isLast = at + 1 === end;
    if (tokens.kind(at) !== Kind.integer || !(isLast || tokens.kind(at + 1) === Kind.comma)) return null;
    lengths.push(Number(tokens.textOf(at)));
  }
  return lengths.length > 0 ? lengths : null;
}

function failShape(machine: Machine, call: Conversion, at: number): void {
  const message = `The lengths that ${quoted(call.path)} is given are not numbers that can be read: write them out.`;
  machine.fail('non-literal', message, Math.min(at, machine.limit - 1));
}

/** What a call makes of an array beyond storing it. */
export function shaped(machine: Machine, call: Conversion, array: ArrayValue): ArrayValue {
  const { callee, shape } = call;
  if (callee.transposes === true) {
    machine.rearranged ||= array.shape.length > 1;
    return transposed(array, machine.elements);
  }
  if (callee.shape === undefined) return array;
  const fits = shape !== null && reshaped(shape, machine.elements.count - array.from) !== null;
  if (!fits) {
    const message = `${quoted(call.path)} needs as many numbers as its lengths say, which it has not.`;
    machine.fail('ragged', message, call.nameToken, Math.min(machine.index, machine.limit - 1));
    return array;
  }
  machine.rearranged = true;
  if (callee.columns !== true || call.reversed) return { ...array, shape };
  return transposed({ ...array, shape: [...shape].reverse() }, machine.elements);
}
