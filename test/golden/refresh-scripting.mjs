// Writes what the interpreters of Lua, Ruby, Perl, YAML and JavaScript make of each text: test/golden/<language>.json.
// usage: node test/golden/refresh-scripting.mjs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Each language: how it is run, what prints the values of names as JSON, and texts. `refuses`: we may not read them. */
const languages = {
  lua: {
    command: ['lua5.4', '-'],
    prints: (names) => `
      local function show(v)
        if type(v) == 'table' then
          local items = {}
          for i, item in ipairs(v) do items[i] = show(item) end
          return '[' .. table.concat(items, ',') .. ']'
        elseif math.type(v) == 'integer' then return string.format('"%d"', v)
        elseif v ~= v then return '"NaN"'
        elseif v == math.huge then return '"Infinity"'
        elseif v == -math.huge then return '"-Infinity"'
        else return string.format('"%.17g"', v) end
      end
      print('[' .. table.concat({${names.map((name) => `show(${name})`).join(', ')}}, ',') .. ']')`,
    texts: [
      ['x', 'x = {{1, 2}, {3, 4}}'],
      ['x', 'local x = {\n  {1.5, -2},  -- a row\n  {3e-5, 4},\n}'],
      ['x', 'x = {{1, 2;}, {3, 4};}'],
      ['x', 'local x <const> = {1, -0, -0.0, 0.0, 012, 3., .5, 1e5, 1E+5}'],
      ['x', 'x = {0x10, 0xFF, 0x1p4, 0x.8, 0xA.8p1, -0x1p-1074}'],
      ['x', 'x = {math.huge, -math.huge, math.pi, 1/0, -1/0}'],
      ['x', 'x = {1/3, 7/2, 2*3, 2 + 0.5, 3 - 5, -(1 - 1), 0.1 + 0.2}'],
      ['x', 'x = {1e400, 1e-400, 9007199254740993, 0.1, 123456789.123456789e-3}'],
      ['x gamma', 'x = {1, 2} gamma = {3}'],
      ['x gamma', 'local x, gamma = {{1, 2}}, {3}'],
      ['x gamma', '--[[ x = {9}\n]] x = {1} --[==[ ]] ]==] gamma = {2, 3}'],
      ['x eps', 'x = {{1}, {2}}; eps = 1e-5'],
      ['t.x t.beta t.eps', 't = {x = {{1, 2}, {3, 4}}, ["beta"] = {1, 2}; eps = 1e-5}'],
    ],
    refuses: [
      'x = [[1, 2], [3, 4]]',
      'x = 1, 2',
      'x = {1, 2}, {3, 4}',
      'x = {1, nil, 3}',
      'x = {true, 1}',
      'x = {"1", 2}',
      'x = {[2] = 1, [1] = 2}',
      'x = {1, 2, n = 3}',
      'x = {y, 1}',
      'x = {f(1), 1}',
      'x = f{1, 2}',
      'x = {1, {2}}',
      'x = {{1, 2}, {3}}',
      'x = {2^0.5}',
      'x = {#t, 1}',
      'x = {}',
      'x = {1, 2}[1]',
      'x = {1 .. 2}',
      'x[1] = {1, 2}',
      'x = {...}',
      'x = {1_000}',
    ],
  },
  ruby: {
    command: ['ruby', '-rmatrix', '-'],
    prints: (names) => `
      show = lambda do |v|
        v = v.to_a if v.respond_to?(:to_a)
        if v.is_a?(Array) then '[' + v.map { |item| show.(item) }.join(',') + ']'
        else v.to_s.inspect end
      end
      puts '[' + [${names.map((name) => `show.(${name})`).join(', ')}].join(',') + ']'`,
    texts: [
      ['x', 'x = [[1, 2], [3, 4]]'],
      ['@x', '@x = [\n  [1.5, -2], # a row\n  [3e-5, 4],\n]'],
      ['$x', '$x = [1_000, 0x10, 0b11, 017, 0o17, 0_17, 1_0.5_0, 1.5e3, -0, -0.0]'],
      ['x', 'x = Matrix[[1, 2], [3, 4]]'],
      ['x', 'x = Vector[1.5, 2]'],
      ['x', 'x = Array[1, 2]'],
      [
        'x',
        'x = [Float::INFINITY, -Float::INFINITY, Float::NAN, Float::EPSILON, Float::MAX, Math::PI, Math::E]',
      ],
      ['x', 'x = [7/2, -7/2, 7/2.0, 1.0/0, 2*3, 2 + 0.5, 3 - 5, 0.1 + 0.2, 1/3.0]'],
      ['x', 'x = [1e400, 1e-400, 0.1, 123456789.123456789e-3]'],
      ['x gamma dx', '=begin\nx = [9]\n=end\nx = [1, 2] # x = [8]\ngamma = [3]; dx = [1]'],
      ['x gamma', 'x, gamma = [[1, 2]], [3]'],
      ['x', 'x = 1, 2'],
      ['x gamma', 'x = [1, 2],\n  [3, 4]\ngamma = [5]'],
      ['x', 'x = -Vector[1, 2]'],
      ['x', 'x = [[1, 2], [3, 4]].freeze'],
      [
        'h[:x] h["gamma"] h[:beta] h[:eps]',
        'h = {x: [[1, 2]], "gamma" => [1, 2], :beta => [3, 4], eps: 1e-5}',
      ],
      ['x', 'x = [1, 2,\n  3]\n__END__\nx = [4]'],
    ],
    refuses: [
      'x = %w[1 2 3]',
      'x = [1r, 2]',
      'x = [01.5]',
      'x = [2i, 1]',
      'x = [0.5] * 4',
      'x = [1] + [2]',
      'x = [[1, 2], [3, 4]].transpose',
      'x = [1, 2].map { |v| v * 2 }',
      'x = [1, 2].reverse.freeze',
      'x ||= [1, 2]',
      'x += [1, 2]',
      'x << [1, 2]',
      'x = [nil, 1]',
      'x = ["1", 2]',
      'x = [1..3]',
      'x = [*1..3]',
      'x = [1/0]',
      'x = [10**-5]',
      'x = [[1, 2], [3]]',
      'x = [1, 2] if y',
      'x = Matrix.columns([[1, 2], [3, 4]])',
      'x = Matrix[[1, 2], [3, 4]].t',
      'x = Array.new(3, 0.5)',
      'x = []',
      'x = [1, 2][0]',
      'x[0] = [1, 2]',
      'x = -Vector[1, 2] * y',
    ],
  },
  perl: {
    command: ['perl', '-'],
    prints: (names) => `
      sub show {
        my ($v) = @_;
        return '[' . join(',', map { show($_) } @$v) . ']' if ref $v;
        return $v != $v ? '"NaN"' : $v == 9**9**9 ? '"Infinity"' : $v == -9**9**9 ? '"-Infinity"' : sprintf('"%.17g"', $v);
      }
      print '[', join(',', ${names.map((name) => `show(${name})`).join(', ')}), ']';`,
    texts: [
      ['\\@x', 'my @x = ([1, 2], [3, 4]);'],
      ['$x', 'my $x = [\n  [1.5, -2], # a row\n  [3e-5, 4],\n];'],
      ['\\@x', 'my @x = (1_000, 0x10, 0b11, 017, 0x1p4, 1.5e3, -0, -0.0, .5, 1.);'],
      ['\\@x', 'our @x = ([1, 2]);'],
      ['\\@x', 'my @x = [1, 2];'],
      ['\\@gamma $eps', 'my @gamma = (2.0); my $eps = 1e-5;'],
      ['\\@x', '@x = (1, 2,);'],
      ['\\@x', 'my @x = (9**9**9, -9**9**9, 2**3, -2**2, 1**9**9**9, 1/4, 1/3, 0.1 + 0.2, 3 - 5, 2 * 3);'],
      ['\\@x', 'my @x = (1e400, 1e-400, 0.1, 123456789.123456789e-3);'],
      ['$h{x} $h{gamma} $h{eps}', "my %h = (x => [[1, 2], [3, 4]], 'gamma' => [1, 2], eps => 1e-5);"],
      ['$h->{x} $h->{gamma}', 'my $h = {x => [[1, 2], [3, 4]], "gamma" => [1, 2]};'],
      ['\\@x', '=pod\n\nmy @x = (9);\n\n=cut\n\nmy @x = (1, 2); # my @x = (3);'],
    ],
    refuses: [
      'my $x = (1, 2, 3);',
      'my @x = ((1, 2), (3, 4));',
      'my @x = qw(1 2 3);',
      'my @x = (0.5) x 4;',
      'my @x = (1..4);',
      'my @x = map { $_ * 2 } (1, 2);',
      'my @x = reverse (1, 2);',
      'my @x = (1, undef);',
      'my @x = (01.5e3);',
      'my @x = (1, "2");',
      'my @x = (1, $y);',
      'my @x = (2**0.5, 1);',
      'my @x = (1/0, 1);',
      'my @x = ([1, 2], [3]);',
      'my @x = (1, 2)[0];',
      'my @x = ();',
      'push @x, [1, 2];',
      'my ($x, $y) = ([1, 2], [3, 4]);',
      '$x[0] = [1, 2];',
      '$self->{x} = [1, 2];',
      '@$x = (1, 2) if $y;',
      'my $x = pdl([[1, 2], [3, 4]]);',
    ],
  },
  yaml: {
    // Read by PyYAML, which knows YAML 1.1; the texts mean the same in 1.2.
    command: ['python3', '-c', 'import sys; exec(sys.stdin.read())'],
    wraps: (text) => `import json, yaml\ndocument = yaml.safe_load(${JSON.stringify(text)})`,
    prints: (names) => `
def show(v):
    if isinstance(v, list): return [show(item) for item in v]
    assert type(v) in (int, float), v
    return str(v).replace('inf', 'Infinity').replace('nan', 'NaN')
print(json.dumps([${names.map((name) => `show(document${name})`).join(', ')}]))`,
    texts: [
      ['["x"]', 'x: [[1, 2], [3, 4]]'],
      ['["x"] ["gamma"]', 'x:\n- - 1\n  - 2\n- - 3\n  - 4\ngamma: [1, 2]'],
      ['["x"]', 'x:\n  - [1.5, -2]  # a row\n  - [3.0e-5, -.inf]\n'],
      [
        '["x"]',
        'x:\n  - - - 1\n      - 2\n    - - 3\n      - 4\n  - - - 5\n      - 6\n    - - 7\n      - 8\n',
      ],
      ['["x"]', 'x: [0x1F, -0, -0.0, +1, .5, 1., .inf, +.INF, .nan, 1.5e+3, 0.1]'],
      ['["x"] ["eps"]', 'x:\n  [1,\n   2,  # two\n   3,\n  ]\neps: 0.001'],
      ['["a"]["x"] ["a"]["gamma"] ["a"]["eps"]', 'a: {x: [1, 2], gamma: [3.0], eps: 0.5}'],
      ['["x"] ["gamma"]', '{"x": [[1, 2], [3, 4]], "gamma": [1, 2]}'],
      ['["y"]', 'y: &a\n- &b 1\n- 2'],
      ['["x"]', 'x: &anchor [1, 2]\ny: *anchor\nz: "[3]"\n'],
      ['["x"]', 'note: |\n  x: [3]\nx:\n- 1\n- 2\n'],
      ['["a"][0]["x"] ["a"][1]["y"]', 'a:\n  - name: one\n    x: [1, 2]\n  - name: two\n    y:\n      - 3\n'],
      ['["x"]', '%YAML 1.1\n---\nx: [1,234, 5,678]\n...\n'],
    ],
    refuses: [
      'x: [1, "2"]',
      "x: [1, '2']",
      'x: [1, ~]',
      'x: [1, null]',
      'x: [1, true]',
      'x: [1, yes]',
      'x:\n  - 1\n  -\n  - 2',
      'x: [017]',
      'x: [1_000]',
      'x: [1:30]',
      'x: [0b11]',
      'x: [1 2]',
      'x: [1, , 2]',
      'x: [1, 2',
      'x: [1, 2}',
      'x: [1, 2] 3',
      'x:\n- 1\n  2\n- 3',
      'x: []',
      'x: [[1, 2], [3]]',
      'x: [[1, 2], 3]',
      'x: [1, [2]]',
      'x: !!float [1, 2]',
      'x: [!!str 1, 2]',
      'x: [*a, 1]',
      'x: [{a: 1}, 2]',
      'x: 2001-12-14',
      'x: [2001-12-14]',
      'x:\n- 1\n  &a \n- 3',
      'x:\n  -1\n  -\n    2',
      'x: |\n  [1, 2]',
      'x: "[1, 2]"',
      'x: [1..2]',
    ],
  },
  javascript: {
    command: ['node', '-'],
    prints: (names) => `
      function show(v) {
        if (typeof v === 'object') return Array.from(v, show);
        return Object.is(v, -0) ? '-0' : String(v);
      }
      console.log(JSON.stringify([${names.map((name) => `show(${name})`).join(', ')}]));`,
    texts: [
      ['x', 'const x = [[1, 2], [3, 4]];'],
      ['x', 'let x = [\n  [1.5, -2], // a row\n  [3e-5, 4], /* another */\n];'],
      ['x', 'var x = [1_000, 0x10, 0b11, 0o17, 1_0.5_0, 1.5e3, -0, +1, .5, 5.]'],
      ['x', 'const x = [NaN, Infinity, -Infinity, 1 / 0, -1 / 0, 0 / 0, Math.PI, Number.EPSILON];'],
      ['x', 'const x = [1 / 3, 7 % 4, -7 % 4, 2 ** 10, 0.1 + 0.2, (1 + 2) * 3];'],
      ['x', 'const x = [new Float32Array([1.1, 2]), new Float32Array([3, 4.7])];'],
      ['x', 'const x = new Float32Array([0.1, 1e-50, 1e40]);'],
      ['x', 'const x = Float64Array.from([0.1, 2]);'],
      ['x', 'const x = Float32Array.of(0.1, 2);'],
      ['x', 'const x = [Float64Array.of(1, 2), Float64Array.of(3, 4)];'],
      ['x', 'const x = Array.of([1, 2], [3, 4]);'],
      ['x', 'const x = Array.from([[1, 2], [3, 4]]);'],
      ['x', 'const x = new Int32Array([1, 2.9, -2.9]);'],
      ['x', 'const x = [Math.fround(0.1), Math.sqrt(2)];'],
      ['x', 'const x = Object.freeze([[1, 2], [3, 4]]);'],
      ['x gamma', 'const x = [1], gamma = [2, 3];'],
      ['h.x h.gamma h.eps', 'const h = { x: [[1, 2]], "gamma": [1, 2], eps: 1e-5 };'],
    ],
    refuses: [
      'const x = [1n, 2n];',
      'const x = new BigInt64Array([1n]);',
      'const x = [1, 2].map((v) => v * 2);',
      'const x = [1, 2].reverse();',
      'const x = [[1, 2], [3, 4]].flat();',
      'const x = [[1, 2], [3, 4]][0];',
      'const x = [, 1];',
      'const x = [1, , 2];',
      'const x = [null, 1];',
      'const x = [undefined, 1];',
      'const x = ["1", 2];',
      'const x = [`1`, 2];',
      'const x = [...y, 1];',
      'const x = [y, 1];',
      'const x = -[1, 2];',
      'const x = -Float32Array.of(1, 2);',
      'const x = +Array.of([1, 2], [3, 4]);',
      'const x = [1] + [2];',
      'const x = new Float32Array(4);',
      'const x = new Float32Array([[1, 2]]);',
      'const x = Array(3).fill(0.5);',
      'const x = new Array(3);',
      'const x = Array.from({ length: 3 }, () => 0.5);',
      'const x = Array.from([1, 2], (v) => v * 2);',
      'const x = Float64Array.from([1, 2], (v) => v * 2);',
      'const x = new Uint8ClampedArray([300, -1]);',
      'const x = (() => [1, 2])();',
      'x[0] = [1, 2];',
      'x.push([3])',
      'const x = [[1, 2], [3]];',
      'const x = [];',
      'const x = [true, 1];',
      'const x = [1 << 2];',
      'x += [1, 2];',
    ],
  },
};

function valuesOf({ command: [program, ...args], wraps, prints }, names, text) {
  const ended = /^__END__$/m.exec(text)?.index ?? text.length;
  const code = wraps === undefined ? text.slice(0, ended) : wraps(text);
  const input = `${code}\n${prints(names)}\n`;
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}\n${text}`);
  const values = JSON.parse(stdout.trim());
  return names.map((name, index) => ({ name: /(\w+)\W*$/.exec(name)[1], values: values[index] }));
}

for (const [language, given] of Object.entries(languages)) {
  const cases = given.texts.map(([names, text]) => ({
    text,
    arrays: valuesOf(given, names.split(' '), text),
  }));
  const refused = given.refuses.map((text) => ({ text, arrays: 'refused' }));
  const file = new URL(`${language}.json`, import.meta.url);
  writeFileSync(file, JSON.stringify([...cases, ...refused], null, 1) + '\n');
  console.log(`${language}: ${cases.length} read, ${refused.length} refused`);
}
