import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { summarise, toJson } from '../../../src/core/report/json';
import { overall } from '../../../src/core/report/overall';
import { toText } from '../../../src/core/report/text';
import { brought, problemOf, tensorOf } from '../support/batch';
import { course, courseBatch } from '../support/fixtures';

const right = check(
  problemOf(courseBatch, {
    yours: { dx: brought(tensorOf(course.dx)), dgamma: brought(tensorOf(course.dgamma)) },
  }),
);
const wrong = check(
  problemOf(courseBatch, { yours: { dx: brought(tensorOf(course.dx.map((row) => row.map((v) => 2 * v)))) } }),
);
const none = check(problemOf(courseBatch));

describe('toJson', () => {
  it('writes what JSON has no numbers for as strings', () => {
    const value = {
      a: [NaN, Infinity, -Infinity, -0, 0, 1.5],
      b: Float64Array.of(NaN, 2),
      c: null,
      d: 'NaN',
    };
    assert.equal(
      toJson(value),
      '{"a":["NaN","Infinity","-Infinity","-0",0,1.5],"b":["NaN",2],"c":null,"d":"NaN"}',
    );
  });

  it('gives every other number back', () => {
    const values = [5e-324, 1e21, 0.1, 123456789.12345679, -1.7976931348623157e308];
    assert.deepEqual(JSON.parse(toJson(values)), values);
  });

  it('writes a whole report', () => {
    const report = JSON.parse(toJson(none)) as { tensors: { x: { data: number[] } } };
    assert.deepEqual(report.tensors.x.data, course.x.flat());
  });
});

describe('a report', () => {
  it('survives being sent to another thread', () => assert.deepEqual(structuredClone(none), none));

  it('has no values but its tensors’, each once', () => {
    const { tensors, ...summary } = none;
    assert.ok(toJson(summary).length < 40000);
    assert.deepEqual(
      Object.keys(tensors).filter((id) => id.startsWith('yours')),
      [],
    );
    assert.deepEqual(
      Object.keys(right.tensors).filter((id) => id.startsWith('yours')),
      ['yours.dx', 'yours.dgamma'],
    );
  });
});

describe('the verdict on top', () => {
  it('is about the route that is looked at where nothing is brought', () => {
    assert.equal(overall(none, 'closed').verdict, 'agrees');
    assert.equal(overall(none, 'article').verdict, 'disagrees');
    assert.match(overall(none, 'paper').sentence, /^The paper’s dx, dgamma and dbeta agree/);
  });

  it('is about what was brought, unless the route is worse', () => {
    assert.match(overall(right, 'closed').sentence, /^Your dx and dgamma agree/);
    assert.match(overall(wrong, 'closed').sentence, /^Your dx disagrees/);
    assert.match(overall(right, 'article').sentence, /^The article’s dx disagrees/);
    assert.match(overall(wrong, 'article').sentence, /^Your dx disagrees/);
  });

  it('is about the first route where the one looked at does not exist', () => {
    const report = check(problemOf(courseBatch, { options: { mode: 'eval' } }));
    assert.match(overall(report, 'article').sentence, /^The graph’s/);
  });
});

describe('summarise', () => {
  it('gives the outputs that were brought', () => {
    const { verdict, outputs, diagnosis } = summarise(right, 'closed');
    assert.equal(verdict, 'agrees');
    assert.deepEqual(Object.keys(outputs), ['dx', 'dgamma']);
    assert.deepEqual(Object.keys(outputs.dx ?? {}), ['verdict', 'maxAbs', 'relError', 'worst', 'reason']);
    assert.deepEqual(diagnosis, []);
  });

  it('gives the route’s outputs and diagnosis where nothing is brought', () => {
    const { verdict, outputs, diagnosis } = summarise(none, 'article');
    assert.equal(verdict, 'disagrees');
    assert.deepEqual(
      [outputs.dx?.verdict, outputs.dgamma?.verdict, outputs.dbeta?.verdict],
      ['disagrees', 'agrees', 'agrees'],
    );
    assert.deepEqual(
      diagnosis.map(({ source, id }) => [source, id]),
      [['article', 'xhat-missing-in-sum']],
    );
  });
});

describe('toText', () => {
  it('begins with the verdict and its sentence', () => {
    assert.match(
      toText(right, 'closed'),
      /^AGREES {2}Your dx and dgamma agree with the reference: worst is /,
    );
    assert.match(toText(wrong, 'closed'), /^DISAGREES {2}Your dx disagrees: dx\[\d,\d\] is /);
  });

  it('says why, where that is known', () => {
    assert.match(toText(none, 'article'), /\n {2}why: The variance term is S0·x̂ where S1·x̂ is due/);
    assert.doesNotMatch(toText(none, 'closed'), /why:/);
  });

  it('has a row for every comparison, the article’s only when it is looked at', () => {
    const rows = (text: string): string[] =>
      text.split('\n').filter((line) => /^(y|dx|dgamma|dbeta) /.test(line));
    assert.equal(rows(toText(none, 'article')).length, none.comparisons.length);
    const others = none.comparisons.filter(({ left }) => left !== 'article');
    assert.equal(rows(toText(none, 'closed')).length, others.length);
    assert.ok(others.length > 0 && others.length < none.comparisons.length);
  });

  it('marks relative errors of what is 0 but for rounding', () => {
    const text = toText(
      check(problemOf({ ...courseBatch, dout: new Float64Array(20).fill(1e12) })),
      'closed',
    );
    const cells = (output: string): string[][] =>
      text
        .split('\n')
        .filter((line) => line.startsWith(`${output} `))
        .map((line) => line.split(/ {2,}/));
    for (const [, , right, , relError, ulps] of cells('dx')) {
      assert.match(relError ?? '', /^(1\*|\d.*e-\d+|0)$/);
      if (right === 'reference') assert.match(ulps ?? '', /^(\*|0)$/);
    }
    assert.ok(cells('dx').some(([, , , , relError]) => relError === '1*'));
    assert.ok(text.includes('\n* The right value is 0 but for rounding'));
    assert.ok(!toText(none, 'closed').includes('*'));
    assert.match(toText(wrong, 'closed'), /yours +reference .* \d[^*\n]*disagrees\n/);
  });

  it('says what every input is', () => {
    const text = toText(check(problemOf({ ...courseBatch, gamma: new Float64Array(5).fill(1) })), 'closed');
    for (const line of [
      'x (4, 5)  given',
      'gamma (5,)  given',
      'blind spot: gamma is 1 everywhere',
      'batch norm, training mode, cs231n, eps = 0.00001, float64',
    ]) {
      assert.ok(text.includes(line), line);
    }
  });
});
