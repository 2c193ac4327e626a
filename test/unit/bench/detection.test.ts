import assert from 'node:assert/strict';
import { draw } from '../../../bench/detection/batch';
import { findOn } from '../../../bench/detection/find';
import { isRight, outcomeOf } from '../../../bench/detection/outcome';

describe('The detection benchmark', () => {
  const setting = { N: 6, D: 3, scale: 1, offset: 0 };
  const findings = findOn(draw(setting, 0), setting, 0);
  const idsOf = (list: typeof findings): string[] => list.map(({ code }) => code.id);

  it('plants mistakes that all leave a trace on plain data, and none in right code', () => {
    assert.deepEqual(idsOf(findings.filter((finding) => finding.trace === isRight(finding))), []);
  });

  it('sees every planted mistake caught', () => {
    const planted = findings.filter((finding) => !isRight(finding));
    assert.deepEqual(idsOf(planted.filter((finding) => outcomeOf(finding) !== 'caught')), []);
  });

  it('sees every right variant agree', () => {
    const right = findings.filter(isRight);
    assert.deepEqual(idsOf(right.filter(({ ours }) => ours.verdict !== 'agrees')), []);
  });

  it('sees no cause named that is not the planted one', () => {
    const named = findings.filter(({ code, ours }) => ours.causes.some((id) => !code.causes.includes(id)));
    assert.deepEqual(idsOf(named), []);
  });
});
