import type { OutputName } from '../problem/problem';
import { fail, ok, type Result } from '../result';
import type { Tensor } from '../tensor/tensor';
import { fullName, type Target } from './find';
import { named } from './program';
import type { Described, FunctionFacts, Outcome } from './protocol';
import { outputOf, roleOf } from './roles';

/** What a run gave, by its names in a check. */
export interface Returned {
  readonly outputs: Partial<Record<OutputName, Tensor>>;
  readonly running: Partial<Record<'running_mean' | 'running_var', Tensor>>;
  /** Whether everything that is judged came in float64; float32 loses digits by itself. */
  readonly isSingle: boolean;
}

/** Where an output is in the results of a run. */
export interface OutputPlace {
  readonly from: string;
  readonly path: readonly (string | number)[];
}

/** Where each output is in the results of a run, in the order in which they are looked at. */
export function placesOf(
  { forward, backward }: Target,
  { results }: Outcome,
): (readonly [OutputName, OutputPlace])[] {
  const places: (readonly [OutputName, OutputPlace])[] = [];
  const fromForward = results[named.forward];
  if (forward !== null && fromForward !== undefined)
    places.push(['y', { from: named.forward, path: outputIn(fromForward) }]);
  const fromBackward = results[named.backward];
  if (backward !== null && fromBackward !== undefined)
    places.push(...gradientsIn(fromBackward, backward, results));
  return places;
}

/** Takes the results of a run apart, or says in one sentence what is wrong with them. */
export function returnedBy(target: Target, outcome: Outcome): Result<Returned, string> {
  const { forward, backward } = target;
  const { results } = outcome;
  const outputs: Partial<Record<OutputName, Tensor>> = {};
  const dtypes = new Set<string>();
  if (backward !== null && results[named.backward]?.kind === 'none')
    return fail(`${fullName(backward)} returns None: it is not written yet, or its return is missing.`);
  for (const [output, place] of placesOf(target, outcome)) {
    const facts = output === 'y' ? forward : backward;
    const value = resultAt(results, place);
    if (facts === null) continue;
    if (value?.kind !== 'array') return fail(notAnArray(facts, output, value));
    outputs[output] = tensorOf(value);
    dtypes.add(value.dtype);
  }
  if (backward !== null && results[named.backward] !== undefined && outputs.dx === undefined)
    return fail(`${fullName(backward)} returns no dx that can be told from the rest.`);
  return ok({
    outputs,
    running: runningIn(results),
    isSingle: dtypes.has('float32') || dtypes.has('float16'),
  });
}

function resultAt(results: Outcome['results'], { from, path }: OutputPlace): Described | undefined {
  return path.reduce<Described | undefined>(
    (value, key) =>
      value?.kind === 'items' && typeof key === 'number'
        ? value.items[key]
        : value?.kind === 'entries'
          ? value.entries[key]
          : undefined,
    results[from],
  );
}

function notAnArray(facts: FunctionFacts, output: OutputName, value: Described | undefined): string {
  const name = fullName(facts);
  if (value === undefined) return `${name} returns no ${output}.`;
  if (value.kind === 'none')
    return `${name} returns None for ${output}: it is not written yet, or never assigned.`;
  const type = 'type' in value ? value.type : 'dict';
  return `${name} returns a ${type} for ${output}, where an array of numbers is due.`;
}

/** y in what a forward pass returns: alone, first of several, or under its key. */
function outputIn(value: Described): OutputPlace['path'] {
  if (value.kind === 'items') return [0];
  if (value.kind !== 'entries') return [];
  return [Object.keys(value.entries).find((key) => outputOf(key) === 'y') ?? 'y'];
}

const order: readonly OutputName[] = ['dx', 'dgamma', 'dbeta'];

/** The gradients in what a backward pass returns, in the order that its names say or else in the usual one. */
function gradientsIn(
  value: Described,
  { returns }: FunctionFacts,
  results: Outcome['results'],
): (readonly [OutputName, OutputPlace])[] {
  const from = named.backward;
  const kept = order.flatMap((output) =>
    results[output] ? [[output, { from: output, path: [] }] as const] : [],
  );
  if (value.kind === 'entries') {
    const found = Object.keys(value.entries).flatMap((key) => {
      const role = roleOf(key);
      const output =
        outputOf(key) ??
        (role === 'x' ? 'dx' : role === 'gamma' ? 'dgamma' : role === 'beta' ? 'dbeta' : null);
      return output === null || output === 'y' ? [] : [[output, { from, path: [key] }] as const];
    });
    return [...kept, ...found];
  }
  if (value.kind !== 'items') return [['dx', { from, path: [] }], ...kept];
  return [
    ...kept,
    ...value.items.slice(0, 3).flatMap((_, k) => {
      const output = orderOf(returns, value.items.length)[k];
      return output === undefined ? [] : [[output, { from, path: [k] }] as const];
    }),
  ];
}

/**
 * Which gradient stands at which place: where dx is not the first by its names, as these say. dgamma and dbeta
 * exchanged behind dx are a mistake, not an order.
 */
function orderOf(returns: readonly string[], count: number): readonly OutputName[] {
  const said = returns.map(outputOf).filter((output) => output !== null);
  const isOrder = said.length === count && new Set(said).size === count && !said.includes('y');
  return isOrder && said.indexOf('dx') > 0 ? said : order;
}

function runningIn(results: Outcome['results']): Returned['running'] {
  const after = results[named.paramAfter];
  const running: Partial<Record<'running_mean' | 'running_var', Tensor>> = {};
  const put = (role: string | null, value: Described): void => {
    if ((role === 'running_mean' || role === 'running_var') && value.kind === 'array')
      running[role] = tensorOf(value);
  };
  if (after?.kind === 'entries')
    for (const [key, value] of Object.entries(after.entries)) put(roleOf(key), value);
  for (const role of ['running_mean', 'running_var'] as const) {
    const value = results[role];
    if (value) put(role, value);
  }
  return running;
}

function tensorOf({ shape, data }: Extract<Described, { kind: 'array' }>): Tensor {
  return { shape, data: Float64Array.from(data, Number) };
}
