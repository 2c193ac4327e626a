import { outputNames, type OutputName } from '../problem/problem';

/** Something for every output that a layer has. */
export type Outputs<T> = Readonly<Partial<Record<OutputName, T>>>;

/** The same for every output that there is. */
export function mapOutputs<T, U>(
  outputs: Outputs<T>,
  change: (value: T, output: OutputName) => U,
): Outputs<U> {
  const changed: Partial<Record<OutputName, U>> = {};
  for (const output of outputNames) {
    const value = outputs[output];
    if (value !== undefined) changed[output] = change(value, output);
  }
  return changed;
}
