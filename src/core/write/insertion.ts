import type { InputName } from '../problem/problem';
import { marking } from '../report/marked';
import { routeIds, type Report, type RouteId, type TensorId } from '../report/report';
import type { Tensor } from '../tensor/tensor';
import type { Writer } from './writer';

/** What a tensor of a report is called in code: its name, and who computed it where that is not a step of ours. */
export function variableOf(tensor: TensorId): string {
  const dot = tensor.lastIndexOf('.');
  const [source, name] = [tensor.slice(0, Math.max(0, dot)), tensor.slice(dot + 1)];
  return source === '' || routeIds.some((route) => route === source) ? name : `${name}_${source}`;
}

/** A tensor of a report as a statement. */
export function tensorCode(report: Report, tensor: TensorId, values: Tensor, writer: Writer): string {
  return writer.assignment(variableOf(tensor), values, precisionOf(report, tensor));
}

/**
 * A case that fails, or would, as a program that runs as it is: the inputs, the output that the verdict is about as it
 * is and as it should be, and a few lines that print how far they are apart.
 */
export function caseCode(report: Report, route: RouteId, writer: Writer): string {
  const { judgement, source } = marking(report, route, 1);
  const output = judgement.output ?? 'dx';
  const [is, due] = [report.tensors[`${source}.${output}`], report.tensors[`reference.${output}`]];
  if (is === undefined || due === undefined) throw new Error(`the report has no ${output} to compare`);
  const expected = `${output}_expected`;
  const { precision } = report;
  const input = (name: InputName): string[] => {
    const values = report.tensors[name];
    return values === undefined ? [] : [writer.assignment(name, values, precision)];
  };
  const eps = { shape: [], data: Float64Array.of(report.eps.value) };
  const statements = [
    ...report.inputs.flatMap(({ name }) => input(name)),
    ...(report.form.layer === 'dropout' ? [] : [writer.assignment('eps', eps, 'float64')]),
    '',
    writer.assignment(output, is, 'float64'),
    writer.assignment(expected, due, 'float64'),
    '',
    ...writer.difference({ is: output, due: expected, shape: is.shape, precision: 'float64' }),
  ];
  return [
    writer.comment(`${report.form.layer}: ${judgement.sentence}`.replace(/\s+/g, ' ')),
    ...writer.prelude,
    ...(writer.prelude.length > 0 ? [''] : []),
    ...writer.program(statements),
  ].join('\n');
}

/** Inputs and what a float32 check computes in float32 are single; what we compute beside it is double. */
function precisionOf({ precision, inputs }: Report, tensor: TensorId): 'float64' | 'float32' {
  const isInput = inputs.some((input) => input.tensor === tensor);
  return precision === 'float32' && (isInput || tensor.startsWith('float32.')) ? 'float32' : 'float64';
}
