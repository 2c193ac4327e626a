import type { LayerId } from '../layer/form';
import { fail, ok, type Result } from '../result';
import type { Tensor } from '../tensor/tensor';
import type { Case } from './data';
import { fullName, holdsCache, type Target } from './find';
import type { Call, FileFacts, FunctionFacts, PlainArray, Program, Value } from './protocol';
import { quantitiesOf, type Quantity } from './quantities';
import { isCache, outputOf, roleOf, type Role } from './roles';

/** One way of calling a target: as which layer, with gamma of which shape, and with what in a cache that we make. */
export interface Variant {
  readonly layer: LayerId;
  /** Whether gamma has its axes of length 1, as the course's notebook passes it to group norm. */
  readonly keepsAxes: boolean;
  /** What each name in the cache holds, where there is no forward pass to make one. */
  readonly cache: Readonly<Record<string, Quantity>>;
}

/** What calling a function needs beside the data. */
interface Setting {
  readonly facts: FileFacts;
  readonly target: Target;
  readonly variant: Variant;
  readonly data: Case;
  /** What a cache that we make can hold. */
  readonly quantities: Partial<Record<Quantity, Tensor>>;
}

/** The names of results in a program. */
export const named = {
  param: 'param',
  paramAfter: 'param_after',
  layer: 'layer',
  forward: 'forward',
  backward: 'backward',
} as const;

const seed = 123;

/** The calls that run a target on some data, or a sentence that says what it would need. */
export function programFor(setting: Setting): Result<Program, string> {
  const { target, data } = setting;
  const { forward, backward } = target;
  const isMethod = (forward ?? backward)?.owner !== null;
  const calls: Call[] = [{ call: 'dict', args: [], kwargs: paramEntries(setting), as: named.param }];
  if (isMethod) {
    const made = construction(setting);
    if (!made.ok) return made;
    calls.push(...made.value);
  }
  const path = ({ name, owner }: FunctionFacts): string => (owner === null ? name : `${named.layer}.${name}`);
  if (forward !== null) {
    const args = argumentsOf(forward, setting, () => null);
    if (!args.ok) return args;
    calls.push({ call: path(forward), ...args.value, as: named.forward });
    calls.push({ call: 'dict', args: [{ ref: named.param }], kwargs: {}, as: named.paramAfter });
    if (isMethod) calls.push(...attributesAfter(setting, ['running_mean', 'running_var']));
  }
  if (backward !== null && data.mode === 'train') {
    const given = backwardGiven(backward, setting);
    if (!given.ok) return given;
    const args = argumentsOf(backward, setting, (name) => given.value[name] ?? null);
    if (!args.ok) return args;
    calls.push({ call: path(backward), ...args.value, as: named.backward });
    if (isMethod) calls.push(...gradientsAfter(setting, backward));
  }
  return ok({ arrays: arraysOf(setting), calls, seed });
}

/** The arrays of a case as the harness takes them. */
function arraysOf({ data, variant, quantities }: Setting): Record<string, PlainArray> {
  const { x, gamma, beta, dout, running, dtype } = data;
  const own = dtype === 'int64' ? 'float64' : dtype;
  const parameter = (tensor: Tensor): Tensor => ({ ...tensor, shape: parameterShape(data, variant) });
  return {
    x: plain(x, dtype),
    gamma: plain(parameter(gamma), own),
    beta: plain(parameter(beta), own),
    dout: plain(dout, own),
    running_mean: plain(running.mean, own),
    running_var: plain(running.var, own),
    ...Object.fromEntries(
      Object.entries(quantities).map(([name, tensor]) => [`known ${name}`, plain(tensor, own)]),
    ),
  };
}

function plain({ shape, data }: Tensor, dtype: PlainArray['dtype']): PlainArray {
  return { shape, data: Array.from(data), dtype };
}

function parameterShape({ gamma, x, layout }: Case, { keepsAxes }: Variant): readonly number[] {
  if (!keepsAxes) return gamma.shape;
  const channel = layout.indexOf('C') > 1 ? x.shape.length - 1 : 1;
  return x.shape.map((_, axis) => (axis === channel ? (gamma.shape[0] ?? 1) : 1));
}

/** The value of a role, where there is one whatever the function. */
function valueOfRole(role: Role, { data, variant }: Setting): Value | null {
  switch (role) {
    case 'x':
    case 'gamma':
    case 'beta':
    case 'dout':
      return { ref: role };
    case 'running_mean':
    case 'running_var':
      return { ref: role };
    case 'eps':
      return { value: data.eps };
    case 'momentum':
      return { value: data.momentum };
    case 'mode':
      return { value: data.mode === 'train' ? 'train' : 'test' };
    case 'training':
      return { value: data.mode === 'train' };
    case 'groups':
      return { value: data.groups };
    case 'p':
      return { value: data.p };
    case 'seed':
      return { value: seed };
    case 'param':
      return { ref: named.param };
    case 'features':
      return { value: data.gamma.data.length };
    case 'axis':
      return { value: variant.layer === 'layernorm' || variant.layer === 'rmsnorm' ? -1 : 0 };
    case 'cache':
    case 'mask':
      return null;
  }
}

/** The course's dict of parameters, and beside its keys the others that the functions look for. */
function paramEntries(setting: Setting): Record<string, Value> {
  const { facts, target, variant } = setting;
  const roles: Record<string, Role> =
    variant.layer === 'dropout'
      ? { mode: 'mode', p: 'p', seed: 'seed' }
      : variant.layer === 'batchnorm'
        ? {
            mode: 'mode',
            eps: 'eps',
            momentum: 'momentum',
            running_mean: 'running_mean',
            running_var: 'running_var',
          }
        : { mode: 'mode', eps: 'eps' };
  for (const function_ of reached(facts, target)) {
    for (const [holder, keys] of Object.entries(function_.keys)) {
      if (roleOf(holder) !== 'param') continue;
      for (const key of keys) {
        const role = roleOf(key, variant.layer);
        if (role !== null && role !== 'param' && role !== 'mask' && role !== 'dout') roles[key] ??= role;
      }
    }
  }
  return Object.fromEntries(
    Object.entries(roles).flatMap(([key, role]) => {
      const value = valueOfRole(role, setting);
      return value === null ? [] : [[key, value]];
    }),
  );
}

/** The functions of a target and those that they call, directly or not. */
export function reached({ functions }: FileFacts, { forward, backward, init }: Target): FunctionFacts[] {
  const found = [forward, backward, init].filter((facts) => facts !== null);
  for (const facts of found) {
    for (const called of facts.calls) {
      const next = functions.find(
        ({ name, owner }) => name === called && (owner === null || owner === facts.owner),
      );
      if (next !== undefined && !found.includes(next)) found.push(next);
    }
  }
  return found;
}

/** Whether what a function computes with can be told it: as a parameter, a key or an attribute. */
export function takes(role: Role, facts: FileFacts, target: Target): boolean {
  const init = target.init === null ? [] : target.init.params;
  const direct = [target.forward, target.backward].flatMap((each) => each?.params ?? []);
  if ([...init, ...direct].some(({ name }) => roleOf(name) === role)) return true;
  const functions = reached(facts, target);
  if (
    functions.some(({ keys }) =>
      Object.values(keys).some((names) => names.some((name) => roleOf(name) === role)),
    )
  )
    return true;
  const forwardless = target.forward === null && target.backward !== null;
  return forwardless && cacheNamesOf(target.backward).some((name) => roleOf(name) === role);
}

/** The arguments of a call by the names of its parameters. */
function argumentsOf(
  facts: FunctionFacts,
  setting: Setting,
  given: (name: string) => Value | null,
): Result<Pick<Call, 'args' | 'kwargs'>, string> {
  const args: Value[] = [];
  const kwargs: Record<string, Value> = {};
  let byName = false;
  const isInit = facts.name === '__init__';
  for (const [k, { name, hasDefault, isSingle }] of facts.params.entries()) {
    if (!isSingle) continue;
    const role = isInit ? initRole(name) : roleOf(name, setting.variant.layer);
    const value =
      given(name) ?? (role === null || (role === 'axis' && hasDefault) ? null : valueOfRole(role, setting));
    const first = k === 0 && !isInit && given(name) === null;
    const settled = value ?? (first ? firstOf(facts, setting) : null);
    if (settled === null) {
      if (hasDefault) {
        byName = true;
        continue;
      }
      return fail(
        `${fullName(facts)} would need a value for its parameter ${name}, and its name does not say what it is.`,
      );
    }
    if (byName) kwargs[name] = settled;
    else args.push(settled);
  }
  return ok({ args, kwargs });
}

/** A constructor takes no gradient: what could be one there is a count of features. */
function initRole(name: string): Role | null {
  const role = roleOf(name);
  return role === 'dout' || role === 'x' ? 'features' : role;
}

/** What a function's first parameter is, whatever its name. */
function firstOf(facts: FunctionFacts, { target }: Setting): Value {
  return { ref: facts === target.backward ? 'dout' : 'x' };
}

/** What the parameters of a backward pass are given that come from the forward pass. */
function backwardGiven(
  backward: FunctionFacts,
  setting: Setting,
): Result<Readonly<Record<string, Value>>, string> {
  const { forward } = setting.target;
  const values: Record<string, Value> = {};
  for (const [k, { name, hasDefault, isSingle }] of backward.params.entries()) {
    if (k === 0 || !isSingle || roleOf(name) === 'dout') continue;
    if (forward !== null) {
      const value = fromForward(name, backward, forward);
      if (value !== null) values[name] = value;
      continue;
    }
    if (holdsCache(backward, name)) {
      const cache = cacheMade(name, backward, setting);
      if (!cache.ok) return cache;
      values[name] = cache.value;
    } else if (roleOf(name) === null && !hasDefault) {
      const value = quantityValue(name, setting);
      if (value !== null) values[name] = value;
    }
  }
  if (backward.params.length > 0 && forward !== null) {
    const [first] = backward.params;
    // backward(cache, dout)
    if (first !== undefined && isCache(first.name)) {
      const value = fromForward(first.name, backward, forward);
      if (value !== null) values[first.name] = value;
    }
  }
  return ok(values);
}

/** A parameter of the backward pass out of what the forward pass returns. */
function fromForward(name: string, backward: FunctionFacts, forward: FunctionFacts): Value | null {
  const result: Value = { ref: named.forward };
  const { returns } = forward;
  const same = returns.indexOf(name);
  if (!holdsCache(backward, name)) return same > 0 ? { item: [result, same] } : null;
  if (forward.owner !== null && returns.length < 2) return null;
  const cache = returns.findIndex((returned, k) => k > 0 && isCache(returned));
  if (cache > 0) return { item: [result, cache] };
  return returns.length > 2 && same < 0 && backward.unpacked[name]?.length === returns.length - 1
    ? { rest: [result, 1] }
    : { item: [result, same > 0 ? same : 1] };
}

/** The names that a backward pass takes its cache apart into. */
export function cacheNamesOf(backward: FunctionFacts | null): readonly string[] {
  if (backward === null) return [];
  const caches = backward.params.filter(({ name }, k) => k > 0 && holdsCache(backward, name));
  const inCaches = caches.flatMap(({ name }) => [
    ...(backward.unpacked[name] ?? []),
    ...(backward.keys[name] ?? []),
    ...(backward.attributes[name] ?? []),
  ]);
  const direct = backward.params.filter(
    ({ name, hasDefault }, k) => k > 0 && !hasDefault && !holdsCache(backward, name),
  );
  return [...inCaches, ...direct.map(({ name }) => name)].filter((name) => name !== '_');
}

/** A cache as the lines that take it apart imply. */
function cacheMade(name: string, backward: FunctionFacts, setting: Setting): Result<Value, string> {
  const value = (part: string): Value => quantityValue(part, setting) ?? { value: null };
  const { unpacked, keys, attributes } = backward;
  const [tuple, dict, object] = [unpacked[name], keys[name], attributes[name]];
  if (tuple) return ok({ tuple: tuple.map(value) });
  const entries = (names: readonly string[]): Record<string, Value> =>
    Object.fromEntries(names.map((part) => [part, value(part)]));
  if (dict) return ok({ dict: entries(dict) });
  if (object) return ok({ object: entries(object) });
  return fail(
    `${fullName(backward)} would need the ${name} that its forward pass leaves, and the file has no forward pass; ` +
      `nor does a line such as "x, gamma = ${name}" say what is in it.`,
  );
}

function quantityValue(name: string, setting: Setting): Value | null {
  const { variant, quantities, data } = setting;
  const quantity = variant.cache[name];
  switch (quantity) {
    case undefined:
      return null;
    case 'x':
    case 'gamma':
    case 'beta':
      return { ref: quantity };
    case 'eps':
      return { value: data.eps };
    case 'p':
      return { value: data.p };
    case 'param':
      return { ref: named.param };
    case 'N':
      return { value: data.x.shape[0] ?? 1 };
    case 'D':
      return { value: data.x.shape[1] ?? 1 };
    default:
      return quantities[quantity] ? { ref: `known ${quantity}` } : null;
  }
}

/** The ways to fill a cache that we make: what its names say first, then what else people store under them. */
export function cachesFor(target: Target, layer: LayerId): readonly Readonly<Record<string, Quantity>>[] {
  if (target.forward !== null) return [{}];
  let ways: Record<string, Quantity>[] = [{}];
  for (const name of new Set(cacheNamesOf(target.backward))) {
    const quantities = quantitiesOf(name, layer);
    if (quantities.length === 0) continue;
    ways = ways.flatMap((way) => quantities.map((quantity) => ({ ...way, [name]: quantity })));
    if (ways.length > mostCaches) ways = ways.slice(0, mostCaches);
  }
  return ways;
}

const mostCaches = 48;

/** The names in a cache that nothing is known about. */
export function unknownNames(target: Target, layer: LayerId): string[] {
  if (target.forward !== null) return [];
  return cacheNamesOf(target.backward).filter((name) => quantitiesOf(name, layer).length === 0);
}

/** An object of a class: constructed, with our gamma and beta in it. */
function construction(setting: Setting): Result<Call[], string> {
  const { target } = setting;
  const { owner } = (target.forward ?? target.backward)!;
  if (owner === null) return ok([]);
  const args =
    target.init === null ? ok({ args: [], kwargs: {} }) : argumentsOf(target.init, setting, () => null);
  if (!args.ok) return args;
  const calls: Call[] = [{ call: owner, ...args.value, as: named.layer }];
  const forwardTakes = (role: Role): boolean =>
    target.forward?.params.some(({ name }) => roleOf(name) === role) ?? false;
  for (const { attribute, key } of slotsOf(setting)) {
    const role = roleOf(key ?? attribute, setting.variant.layer);
    const isSet =
      role !== null &&
      [
        'gamma',
        'beta',
        'running_mean',
        'running_var',
        'training',
        'mode',
        'eps',
        'momentum',
        'groups',
        'p',
      ].includes(role);
    if (!isSet || forwardTakes(role)) continue;
    const value = valueOfRole(role, setting);
    if (value === null) continue;
    const name: Value = { value: key ?? attribute };
    calls.push(
      key === null
        ? { call: 'setattr', args: [{ ref: named.layer }, name, value], kwargs: {}, as: `set ${attribute}` }
        : {
            call: `${named.layer}.${attribute}.__setitem__`,
            args: [name, value],
            kwargs: {},
            as: `set ${key}`,
          },
    );
  }
  return ok(calls);
}

/** Where an object keeps things: its attributes, and the keys of those that are dicts. */
interface Slot {
  readonly attribute: string;
  readonly key: string | null;
}

function slotsOf({ facts, target }: Setting): Slot[] {
  const { owner } = (target.forward ?? target.backward)!;
  const methods = facts.functions.filter((each) => each.owner === owner);
  const plainNames = methods.map(({ name }) => name);
  const attributes = new Set(
    // What only the passes themselves set is theirs.
    methods
      .filter(({ name }) => name === '__init__')
      .flatMap(({ sets }) => sets)
      .filter((name) => !plainNames.includes(name)),
  );
  const keyed = methods.flatMap(({ keys }) =>
    Object.entries(keys)
      .filter(([holder]) => holder.startsWith('self.') && /param|weight/.test(holder))
      .flatMap(([holder, names]) => names.map((key) => ({ attribute: holder.slice('self.'.length), key }))),
  );
  return [...[...attributes].map((attribute) => ({ attribute, key: null })), ...keyed];
}

/** Reads attributes of the object that play a role. */
function attributesAfter(setting: Setting, roles: readonly Role[]): Call[] {
  return slotsOf(setting).flatMap(({ attribute, key }): Call[] => {
    const role = roleOf(key ?? attribute);
    if (role === null || !roles.includes(role) || key !== null) return [];
    return [getattr(attribute, role)];
  });
}

function getattr(attribute: string, as: string): Call {
  return { call: 'getattr', args: [{ ref: named.layer }, { value: attribute }], kwargs: {}, as };
}

/** Reads the gradients that a method leaves in its object instead of returning them. */
function gradientsAfter({ facts }: Setting, backward: FunctionFacts): Call[] {
  const methods = facts.functions.filter(({ owner }) => owner === backward.owner);
  const calls = new Map<string, Call>();
  for (const { sets, keys } of methods) {
    for (const attribute of sets) {
      const output = outputOf(attribute);
      if (output === 'dgamma' || output === 'dbeta') calls.set(output, getattr(attribute, output));
    }
    for (const [holder, names] of Object.entries(keys)) {
      if (!/^self\..*grad/.test(holder)) continue;
      for (const key of names) {
        const role = roleOf(key);
        const output = outputOf(key) ?? (role === 'gamma' ? 'dgamma' : role === 'beta' ? 'dbeta' : null);
        if (output !== 'dgamma' && output !== 'dbeta') continue;
        calls.set(output, {
          call: `${named.layer}.${holder.slice('self.'.length)}.__getitem__`,
          args: [{ value: key }],
          kwargs: {},
          as: output,
        });
      }
    }
  }
  return [...calls.values()];
}
