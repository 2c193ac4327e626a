import type { ArrayLiteral } from '../literal/literal';
import { fail, ok, placeOf, type Place, type Result, type UserError } from '../result';
import { shapeText } from '../tensor/tensor';
import { guessLayer } from './guess';
import { makeProblem } from './make';
import { roleOf as roleOfName, type Role } from './names';
import { optionRules } from './options';
import { halfUnits, inputRounding } from './printed';
import {
  inputNames,
  outputNames,
  type CheckOptions,
  type Input,
  type InputName,
  type OutputName,
  type Problem,
  type Yours,
} from './problem';

/** A problem, and the literals that its arrays came from: where each number stands in the text. */
export interface Assembled {
  readonly problem: Problem;
  readonly literals: ReadonlyMap<InputName | OutputName, ArrayLiteral>;
}

/** What is known of arrays beside their names. */
export interface Knowledge {
  /** The role that somebody gave to an array whose name has none. */
  readonly roleOf: (array: ArrayLiteral) => Role | null;
  /** The text that an array stands in, where that is another one. */
  readonly textOf: (array: ArrayLiteral) => string;
}

/**
 * Makes a problem of the arrays found in a text: each finds its role by its name, and x is the first array of
 * another name if none is called x. Errors: no-x, eps, p, and those of makeProblem.
 */
export function assemble(
  arrays: readonly ArrayLiteral[],
  text: string,
  options: CheckOptions,
  { roleOf = roleByName, textOf = () => text }: Partial<Knowledge> = {},
): Result<Assembled> {
  const { roles, notes } = assignRoles(arrays, roleOf, textOf);
  const literals = new Map<InputName | OutputName, ArrayLiteral>();
  const take = (name: InputName | OutputName): ArrayLiteral | undefined => {
    const literal = roles.get(name);
    if (literal !== undefined) literals.set(name, literal);
    return literal;
  };
  const origin = (literal: ArrayLiteral): Input['origin'] => ({
    kind: 'text',
    name: literal.name,
    place: placeIn(literal, textOf),
  });
  const texts = (literal: ArrayLiteral): Iterable<string> => ({
    *[Symbol.iterator]() {
      const { places } = literal;
      const home = textOf(literal);
      for (let k = 0; k < places.count; k++) yield home.slice(places.start(k), places.end(k));
    },
  });

  const inputs: Partial<Record<InputName, Input>> = {};
  for (const name of inputNames) {
    const literal = take(name);
    if (literal)
      inputs[name] = {
        tensor: literal.tensor,
        origin: origin(literal),
        rounding: inputRounding(texts(literal)),
      };
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const name of outputNames) {
    const literal = take(name);
    if (literal)
      yours[name] = { tensor: literal.tensor, origin: origin(literal), rounding: halfUnits(texts(literal)) };
  }
  const { x } = inputs;
  if (x === undefined) {
    const names = arrays.map(({ name }) => name).join(', ');
    const message = `There is no x among the arrays (${names}): name the layer's input x, or select it too.`;
    return fail({ code: 'no-x', message, place: arrays[0] ? placeIn(arrays[0], textOf) : null });
  }
  if (roles.get('x')?.dtype === 'int') notes.push('x is written in integers; it is computed in float64.');
  const xLiteral = roles.get('x');
  const layer = guessLayer(
    xLiteral ? textOf(xLiteral) : text,
    xLiteral?.range ?? [0, 0],
    inputs.mask !== undefined,
  );
  const epsLiteral = options.eps === null ? roles.get('eps') : undefined;
  const pLiteral = options.p === null && (options.layer ?? layer) === 'dropout' ? roles.get('p') : undefined;
  const wrong = oddNumber('eps', epsLiteral, textOf) ?? oddNumber('p', pLiteral, textOf);
  if (wrong !== null) return fail(wrong);
  const eps = epsLiteral ? { value: epsLiteral.tensor.data[0] ?? NaN, origin: origin(epsLiteral) } : null;
  const p = pLiteral?.tensor.data[0] ?? null;
  const precision = xLiteral?.dtype === 'float32' ? 'float32' : 'float64';
  const gaps = Object.keys(yours).length > 0 ? 'neutral' : 'random';
  const draft = { layer, precision, inputs: { ...inputs, x }, yours, gaps, eps, p, notes } as const;
  const problem = makeProblem(draft, options);
  return problem.ok ? ok({ problem: problem.value, literals }) : problem;
}

/** What is wrong with the number that a text gives to an option; null where nothing is. */
function oddNumber(
  option: 'eps' | 'p',
  literal: ArrayLiteral | undefined,
  textOf: Knowledge['textOf'],
): UserError | null {
  if (literal === undefined) return null;
  const { shape, data } = literal.tensor;
  const { holds, due } = optionRules[option];
  if (data.length === 1 && holds(data[0])) return null;
  const is = data.length === 1 ? `is ${data[0]}` : `has shape ${shapeText(shape)}`;
  const message = `${option} ${is}; it must be ${due}.`;
  return { code: option, message, place: placeIn(literal, textOf) };
}

/** The role of an array by its name alone. */
export function roleByName({ name }: ArrayLiteral): Role | null {
  return name === null ? null : roleOfName(name);
}

function assignRoles(
  arrays: readonly ArrayLiteral[],
  roleOf: Knowledge['roleOf'],
  textOf: Knowledge['textOf'],
): { roles: Map<Role, ArrayLiteral>; notes: string[] } {
  const roles = new Map<Role, ArrayLiteral>();
  const others: ArrayLiteral[] = [];
  const notes: string[] = [];
  for (const array of arrays) {
    const role = roleOf(array);
    if (role === null) others.push(array);
    else if (!roles.has(role)) roles.set(role, array);
    else notes.push(secondOf(role, roles.get(role) ?? array, array, textOf));
  }
  if (!roles.has('x')) {
    const index = others.findIndex(({ tensor }) => tensor.shape.length > 0);
    const [x] = index < 0 ? [] : others.splice(index, 1);
    if (x !== undefined) {
      roles.set('x', x);
      if (x.name !== null) notes.push(`${x.name} is taken for x.`);
    }
  }
  for (const { name } of others) {
    notes.push(
      `${name === null ? 'An array without a name' : name} is not used: it has none of the names we know.`,
    );
  }
  return { roles, notes };
}

/** What is said where two arrays have one role, as where x is assigned twice: the first counts. */
function secondOf(
  role: Role,
  first: ArrayLiteral,
  second: ArrayLiteral,
  textOf: Knowledge['textOf'],
): string {
  const [taken, left] = [first, second].map(
    (literal) => `${literal.name} of line ${placeIn(literal, textOf).line}`,
  );
  return `${left} is not used: ${taken} is taken for ${role}. To take another, select only the arrays that you mean.`;
}

function placeIn(literal: ArrayLiteral, textOf: Knowledge['textOf']): Place {
  return placeOf(textOf(literal), literal.range);
}
