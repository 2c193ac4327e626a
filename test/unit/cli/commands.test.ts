import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkCommand } from '../../../src/cli/check';
import { UsageError } from '../../../src/cli/usage';
import { run } from '../support/cli';
import { course } from '../support/fixtures';

const folder = mkdtempSync(path.join(tmpdir(), 'bn-gradcheck-'));
const file = (name: string, text: string): string => {
  const where = path.join(folder, name);
  writeFileSync(where, text);
  return where;
};
const python = (name: string, rows: unknown): string => `${name} = np.array(${JSON.stringify(rows)})\n`;
const inputs = ['x', 'gamma', 'beta', 'dout'].map((name) => python(name, course[name as 'x'])).join('');
const right = file('right.py', inputs + python('dx', course.dx));
const wrong = file(
  'wrong.py',
  inputs +
    python(
      'dx',
      course.dx.map((row) => row.map((v) => v + 1)),
    ),
);
const broken = file('broken.py', 'a = 1\nx = np.array([[1, 2], [3]])\n');

describe('bn-gradcheck', function () {
  this.timeout(60000);

  const exits: readonly (readonly [args: readonly string[], code: number, out: RegExp])[] = [
    [['check', right], 0, /^AGREES {2}Your dx agrees with the reference/],
    [['check', wrong], 1, /^DISAGREES {2}Your dx disagrees: dx\[/],
    [['check', right, '--route', 'article'], 1, /^DISAGREES {2}The article’s dx disagrees/],
    [['check', right, '--lines', '1-1', '--json'], 0, /"yours":null/],
    [['--help'], 0, /Exit code: 0 agrees/],
  ];
  for (const [args, code, out] of exits) {
    it(`${args.map((arg) => path.basename(arg)).join(' ')} exits with ${code}`, async () => {
      const answer = await run(args);
      assert.equal(answer.err, '');
      assert.equal(answer.code, code);
      assert.match(answer.out, out);
    });
  }

  it('check - reads standard input, and --json gives the whole report', async () => {
    const { code, out } = await run(['check', '-', '--language', 'python', '--json'], inputs);
    const report = JSON.parse(out) as {
      verdict: string;
      sentence: string;
      tensors: { x: { data: number[] } };
    };
    assert.equal(code, 0);
    assert.equal(report.verdict, 'agrees');
    assert.deepEqual(report.tensors.x.data, course.x.flat());
  });

  it('check --markdown, --latex and --csv print the report in that form', async () => {
    const beginnings = { '--markdown': '# Agrees\n', '--latex': '\\documentclass', '--csv': 'output,left,' };
    for (const [flag, beginning] of Object.entries(beginnings)) {
      const { code, out } = await run(['check', right, flag]);
      assert.equal(code, 0);
      assert.ok(out.startsWith(beginning), out.slice(0, 40));
    }
  });

  it('gives offsets as VS Code counts them, without a byte order mark', async () => {
    const { out } = await run(['read', file('bom.py', '\uFEFFx = [1, 2]\n'), '--json']);
    assert.equal(out, '{"arrays":[{"name":"x","shape":[2],"data":[1,2],"range":[4,10]}]}\n');
  });

  it('read --json gives names, shapes, numbers and ranges', async () => {
    const { out } = await run(['read', right, '--json']);
    const { arrays } = JSON.parse(out) as { arrays: Record<string, unknown>[] };
    assert.deepEqual(
      arrays.map(({ name }) => name),
      ['x', 'gamma', 'beta', 'dout', 'dx'],
    );
    assert.deepEqual(Object.keys(arrays[0] ?? {}), ['name', 'shape', 'data', 'range']);
    assert.deepEqual(arrays[0]?.data, course.x.flat());
  });

  const usage: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /^Which file\? Give a path, or - for standard input\.$/],
    [['a', 'b'], /^One file at a time; b is one too many\.$/],
    [[path.join(folder, 'none.py')], /^Cannot read .*none\.py: there is no such file\.$/],
    [[folder], /^Cannot read .*: it is a folder\.$/],
    [[right, '--preset', 'torch'], /^--preset takes one of cs231n, .*, not torch\.$/],
    [[right, '--eps=-1'], /^--eps takes a number from 0 up, not -1\.$/],
    [[right, '--eps', 'x'], /^--eps takes a number from 0 up, not x\.$/],
    [[right, '--step', '0'], /^--step takes a number above 0, or auto, not 0\.$/],
    [[right, '--seed', '1.5'], /^--seed takes a whole number from 0 to 4294967295, not 1\.5\.$/],
    [[right, '--seed=-1'], /^--seed takes a whole number from 0 to 4294967295, not -1\.$/],
    [[right, '--selection', '5'], /^--selection takes two offsets such as 10:200, not 5\.$/],
    [[right, '--selection', '9:5'], /^--selection takes two offsets such as 10:200, not 9:5\.$/],
    [[right, '--lines', '0-3'], /^--lines takes two line numbers such as 9-14, not 0-3\.$/],
    [[right, '--lines', 'a-b'], /^--lines takes two line numbers such as 9-14, not a-b\.$/],
    [[right, '--lines', '1-2', '--cursor', '3'], /^--selection, --lines and --cursor exclude one another\.$/],
    [[right, '--csv', '--latex'], /^--latex and --csv exclude one another\.$/],
    [[right, '--cursor', 'x'], /^--cursor takes an offset, not x\.$/],
    [
      [right, '--mode', 'eval', '--route', 'paper'],
      /^There is no route paper here; there are graph, closed\.$/,
    ],
    [[right, '--layer', 'layernrom'], /^--layer takes one of batchnorm, .*, not layernrom\.$/],
    [[right, '--layout', 'NWHC'], /^--layout takes one of ND, .*, not NWHC\.$/],
    [[right, '--groups', '0'], /^--groups takes a whole number from 1 up, not 0\.$/],
    [[right, '--norm-dims', 'x'], /^--norm-dims takes a whole number from 1 up, not x\.$/],
    [[right, '--dtype', 'half'], /^--dtype takes one of float64, float32, not half\.$/],
    [[right, '--p', '2'], /^--p takes a number from 0 to 1, not 2\.$/],
    [[right, '--p-meaning', 'x'], /^--p-meaning takes one of keep, drop, not x\.$/],
    [[right, '--variant', 'x'], /^--variant takes one of inverted, vanilla, not x\.$/],
    [[right, '--mode', 'test'], /^--mode takes one of train, eval, not test\.$/],
    [[right, '--tolerance', ''], /^--tolerance takes a number from 0 up, not \.$/],
    [[right, '--route', 'graphs'], /^--route takes one of graph, .*, not graphs\.$/],
    [[right, '--nonsense'], /^There is no option --nonsense; see bn-gradcheck --help\.$/],
    [[right, '--h', '0'], /^There is no option --h; see bn-gradcheck --help\.$/],
    [[right, '-q'], /^There is no option -q; see bn-gradcheck --help\.$/],
    [[right, '--eps', '-1'], /^--eps takes a number from 0 up, not -1\.$/],
    [[right, '--tolerance', '-.5'], /^--tolerance takes a number from 0 up, not -\.5\.$/],
    [[right, '--cursor', '-3'], /^--cursor takes an offset, not -3\.$/],
    [[right, '--eps'], /^--eps needs a value\.$/],
    [[right, '--eps', '--json'], /^--eps needs a value\.$/],
    [[right, '--json=1'], /^--json takes no value\.$/],
    [[right, '--lines', '90-95'], /^--lines 90-95 is past the end: the text has 6 lines\.$/],
    [
      [right, '--selection', '9999:10000'],
      /^--selection 9999:10000 is past the end: the text has \d+ code units\.$/,
    ],
  ];

  for (const [args, message] of usage) {
    it(`${['check', ...args].map((arg) => path.basename(arg)).join(' ')} is told in one sentence`, () => {
      assert.throws(
        () => checkCommand([...args]),
        (error) =>
          error instanceof UsageError && message.test(error.message) && !error.message.includes('\n'),
      );
    });
  }

  it('tells a wrong command line in one sentence, without a stack trace', async () => {
    const { code, out, err } = await run(['chekc']);
    assert.deepEqual([code, out], [2, '']);
    assert.equal(err, 'bn-gradcheck: There is no command chekc; see bn-gradcheck --help.\n');
  });

  it('tells that --batch takes nothing else, and help wherever it is asked for', async () => {
    const { code, err } = await run(['check', '--batch', '--eps', '1']);
    const told = 'bn-gradcheck: --batch stands alone: --eps belongs into the lines on standard input.\n';
    assert.deepEqual([code, err], [2, told]);
    assert.equal((await run(['check', '--help'])).code, 0);
  });

  it('tells an input that cannot be used with its place', async () => {
    const { code, out, err } = await run(['check', broken]);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^bn-gradcheck: line 2, column \d+: .*\n$/);
  });

  it('tells the same as JSON', async () => {
    const { code, out, err } = await run(['check', broken, '--json']);
    assert.deepEqual([code, err], [2, '']);
    const { error } = JSON.parse(out) as { error: Record<string, unknown> };
    assert.deepEqual(Object.keys(error), ['code', 'message', 'line', 'column', 'range']);
    assert.deepEqual([error.code, error.line], ['ragged', 2]);
  });

  it('tells a wrong command line as JSON', async () => {
    const { code, out } = await run(['check', '--json']);
    const error = {
      code: 'usage',
      message: 'Which file? Give a path, or - for standard input.',
      line: null,
      column: null,
      range: null,
    };
    assert.equal(code, 2);
    assert.deepEqual(JSON.parse(out), { error });
  });
});
