import { CODE } from '../lexer/chars';
import { MatrixCall } from './call';
import { arrayOf, endElement } from './elements';
import { type Frame, type Machine } from './machine';
import { settle } from './operators';

/** Ends what is open, with the current token where it is a bracket. */
export function closeFrame(machine: Machine): void {
  const { frame, index, limit, tokens } = machine;
  if (index < limit && tokens.code(index) !== frame.closer) {
    const open = frame.open < 0 ? '' : `, because ${machine.quote(frame.open)} is still open`;
    return machine.fail('unbalanced', `${machine.quote(index)} closes nothing here${open}.`, index);
  }
  settle(machine);
  if (machine.failure !== null) return;
  if (frame.kind === 'call') closeCall(machine, frame);
  else if (frame.rows !== null) {
    endElement(machine);
    machine.value = arrayOf(machine, frame, frame.rows);
    leave(machine);
  } else if (machine.value === null) {
    machine.fail(
      'empty',
      'There are no numbers between these brackets.',
      Math.max(frame.open, machine.first),
      index,
    );
  } else leave(machine);
}

function leave(machine: Machine): void {
  machine.frames.pop();
  if (machine.index < machine.limit) machine.index++;
}

/** Takes the value just read as an argument. */
export function endArgument(machine: Machine): void {
  settle(machine);
  const { frame, value } = machine;
  const { call } = frame;
  if (call === null || value === null || machine.failure !== null) return;
  if (call.callee.gathers) endElement(machine);
  else if (call.argument === null) call.positional.push(value);
  else call.named.set(call.argument, value);
  machine.value = null;
  call.argument = null;
}

function closeCall(machine: Machine, frame: Frame): void {
  endArgument(machine);
  const { call } = frame;
  if (machine.failure !== null || call === null) return;
  const result = call.callee.apply(new MatrixCall(machine, frame, call));
  if (typeof result === 'string') {
    const last = machine.tokens.code(machine.index) === CODE.closeParen ? machine.index : call.nameToken;
    return machine.fail('non-literal', result, call.nameToken, last);
  }
  machine.value = result;
  leave(machine);
}
