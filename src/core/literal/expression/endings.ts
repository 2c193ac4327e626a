import { closeCall, endArgument } from './calls';
import { closeList, endElement, failEmpty } from './lists';
import type { Call, Frame, Machine } from './machine';
import { failNumberMissing } from './faults';
import { settle } from './operators';
import { checkOverflow, fitRoot } from '../typing/fit';

/** Ends what is open after the last token. True when the expression is complete, or nothing more can be read. */
export function readAtEnd(machine: Machine): boolean {
  const { frame } = machine;
  if (machine.hasPending && machine.value === null) failNumberMissing(machine);
  else if (frame.closer >= 0 && !machine.mends) {
    machine.fail('unbalanced', `${machine.quote(frame.open)} is never closed.`, frame.open);
  }
  settle(machine);
  if (machine.failure !== null) return true;
  if (frame.kind === 'root') return endRoot(machine);
  if (frame.kind === 'list') return endList(machine, frame);
  if (frame.call !== null) return endCall(machine, frame, frame.call);
  machine.frames.pop();
  return machine.value === null;
}

function endCall(machine: Machine, frame: Frame, call: Call): boolean {
  if (machine.value !== null && !endArgument(machine, call)) return true;
  if (call.value === null) failEmpty(machine, frame);
  else closeCall(machine, call);
  return machine.failure !== null;
}

function endRoot(machine: Machine): boolean {
  const { tokens } = machine.source;
  const { elements, first, limit } = machine;
  const value = machine.value === null ? null : fitRoot(machine, machine.value);
  machine.value = value;
  if (value?.kind === 'scalar') elements.push(value.number, tokens.start(first), tokens.end(limit - 1));
  checkOverflow(machine);
  return true;
}

function endList(machine: Machine, frame: Frame): boolean {
  endElement(machine);
  if (machine.failure !== null) return true;
  if (frame.count === 0) {
    failEmpty(machine, frame);
    return true;
  }
  closeList(machine);
  if (frame.closer >= 0) return false;
  checkOverflow(machine);
  if (machine.mends && frame.count === 1) endMended(machine);
  return true;
}

/** What stood between the ends is one array, and no list of rows. */
function endMended(machine: Machine): void {
  const { value } = machine;
  if (machine.doubtful) {
    const message =
      'A bracket is missing or surplus, and the array can be read in two ways: select the whole array.';
    machine.fail('unbalanced', message, machine.first, machine.limit - 1);
  } else if (value?.kind === 'list') machine.value = { ...value, shape: value.shape.slice(1) };
}
