import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core/problem/problem';
import type { Report } from '../../../src/core/report/report';
import { Checker } from '../../../src/worker/checker';
import type { CheckMessage, WorkerHandle, WorkerMessage } from '../../../src/worker/messages';

/** A worker that does what the test tells it to. */
class FakeWorker implements WorkerHandle {
  readonly posted: CheckMessage[] = [];
  terminated = false;
  send: (message: WorkerMessage) => void = () => undefined;
  die: (message: string) => void = () => undefined;

  post(message: CheckMessage): void {
    this.posted.push(message);
  }
  listen(receive: (message: WorkerMessage) => void): void {
    this.send = receive;
  }
  onCrash(report: (message: string) => void): void {
    this.die = report;
  }
  terminate(): void {
    this.terminated = true;
  }
}

const problem = (name: string): Problem => ({ name }) as unknown as Problem;
const report = { version: 1 } as Report;
const done = (worker: FakeWorker, index: number): void =>
  worker.send({ kind: 'done', id: worker.posted[index]?.id ?? NaN, report });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ignore = (): void => undefined;

function setUp(): { checker: Checker; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const checker = new Checker(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return Promise.resolve(worker);
  });
  return { checker, workers };
}

/** A checker whose workers start only when the test says so. */
function setUpSlow(): {
  checker: Checker;
  starts: { ready: (worker: FakeWorker) => void; fail: (error: Error) => void }[];
} {
  const starts: { ready: (worker: FakeWorker) => void; fail: (error: Error) => void }[] = [];
  return { starts, checker: new Checker(() => new Promise((ready, fail) => starts.push({ ready, fail }))) };
}

describe('a checker', () => {
  it('gives the worker’s report', async () => {
    const { checker, workers } = setUp();
    const result = checker.check(problem('a'), ignore);
    await turn();
    assert.deepEqual(workers[0]?.posted[0]?.problem, problem('a'));
    done(workers[0], 0);
    assert.deepEqual(await result, { ok: true, value: report });
  });

  it('keeps its worker for the next check', async () => {
    const { checker, workers } = setUp();
    for (const index of [0, 1, 2]) {
      const result = checker.check(problem('a'), ignore);
      await turn();
      const [worker] = workers;
      assert.ok(worker);
      done(worker, index);
      assert.equal((await result).ok, true);
    }
    assert.equal(workers.length, 1);
    assert.equal(workers[0]?.terminated, false);
  });

  it('tells how fast the routes are after the report, unless a newer check has begun', async () => {
    const { checker, workers } = setUp();
    const told: number[] = [];
    const first = checker.check(problem('first'), ignore, (speedup) => told.push(speedup));
    await turn();
    const [worker] = workers;
    assert.ok(worker);
    done(worker, 0);
    await first;
    worker.send({ kind: 'timed', id: worker.posted[0]?.id ?? NaN, speedup: 2.5 });
    const second = checker.check(problem('second'), ignore, (speedup) => told.push(speedup));
    await turn();
    worker.send({ kind: 'timed', id: worker.posted[0]?.id ?? NaN, speedup: 9 });
    done(worker, 1);
    await second;
    assert.deepEqual(told, [2.5]);
  });

  it('starts its worker ahead of the first check when asked to', async () => {
    const { checker, workers } = setUp();
    checker.prepare();
    checker.prepare();
    await turn();
    assert.equal(workers.length, 1);
    const result = checker.check(problem('a'), ignore);
    await turn();
    const [worker] = workers;
    assert.ok(worker);
    done(worker, 0);
    assert.ok((await result).ok);
    assert.equal(workers.length, 1);
  });

  it('supersedes an older check by a newer one, in another worker', async () => {
    const { checker, workers } = setUp();
    const older = checker.check(problem('a'), ignore);
    await turn();
    const newer = checker.check(problem('b'), ignore);
    assert.deepEqual(await older, { ok: false, error: { kind: 'superseded' } });
    await turn();
    assert.deepEqual(
      workers.map(({ terminated }) => terminated),
      [true, false],
    );
    const [first, second] = workers;
    assert.ok(first && second);
    done(first, 0);
    done(second, 0);
    assert.deepEqual(await newer, { ok: true, value: report });
  });

  it('supersedes a check whose worker has not started', async () => {
    const { checker, starts } = setUpSlow();
    const older = checker.check(problem('a'), ignore);
    const newer = checker.check(problem('b'), ignore);
    assert.deepEqual(await older, { ok: false, error: { kind: 'superseded' } });
    const [first, second] = [new FakeWorker(), new FakeWorker()];
    starts[0]?.ready(first);
    starts[1]?.ready(second);
    await turn();
    assert.deepEqual([first.posted.length, first.terminated], [0, true]);
    done(second, 0);
    assert.equal((await newer).ok, true);
  });

  it('ends the worker of a cancelled check, and does the next in another', async () => {
    const { checker, workers } = setUp();
    const cancelled = checker.check(problem('a'), ignore);
    await turn();
    checker.cancel();
    assert.deepEqual(await cancelled, { ok: false, error: { kind: 'cancelled' } });
    await turn();
    assert.equal(workers[0]?.terminated, true);
    const next = checker.check(problem('b'), ignore);
    await turn();
    assert.ok(workers[1]);
    done(workers[1], 0);
    assert.equal((await next).ok, true);
  });

  it('ends the worker of a check that is cancelled while the worker starts', async () => {
    const { checker, starts } = setUpSlow();
    const cancelled = checker.check(problem('a'), ignore);
    checker.cancel();
    assert.deepEqual(await cancelled, { ok: false, error: { kind: 'cancelled' } });
    const worker = new FakeWorker();
    starts[0]?.ready(worker);
    await turn();
    assert.deepEqual([worker.posted.length, worker.terminated], [0, true]);
  });

  it('keeps an idle worker when there is nothing to cancel', async () => {
    const { checker, workers } = setUp();
    checker.cancel();
    const result = checker.check(problem('a'), ignore);
    await turn();
    assert.ok(workers[0]);
    done(workers[0], 0);
    await result;
    checker.cancel();
    await turn();
    assert.equal(workers[0].terminated, false);
  });

  it('tells the progress of the running check only', async () => {
    const { checker, workers } = setUp();
    const told: number[] = [];
    const older = checker.check(problem('a'), (share) => told.push(share));
    await turn();
    const [worker] = workers;
    const id = worker?.posted[0]?.id ?? NaN;
    worker?.send({ kind: 'progress', id, share: 0.25 });
    worker?.send({ kind: 'progress', id: id + 1, share: 0.5 });
    const newer = checker.check(problem('b'), (share) => told.push(10 + share));
    await older;
    worker?.send({ kind: 'progress', id, share: 0.75 });
    await turn();
    const [, second] = workers;
    assert.ok(second);
    second.send({ kind: 'progress', id: second.posted[0]?.id ?? NaN, share: 0.5 });
    done(second, 0);
    await newer;
    assert.deepEqual(told, [0.25, 10.5]);
  });

  it('reports a check that failed, and keeps the worker', async () => {
    const { checker, workers } = setUp();
    const result = checker.check(problem('a'), ignore);
    await turn();
    workers[0]?.send({ kind: 'failed', id: workers[0].posted[0]?.id ?? NaN, message: 'out of memory' });
    assert.deepEqual(await result, { ok: false, error: { kind: 'crashed', message: 'out of memory' } });
    assert.equal(workers[0]?.terminated, false);
  });

  it('reports a worker that died, and does the next check in another', async () => {
    const { checker, workers } = setUp();
    const result = checker.check(problem('a'), ignore);
    await turn();
    workers[0]?.die('exit code 134');
    assert.deepEqual(await result, { ok: false, error: { kind: 'crashed', message: 'exit code 134' } });
    const next = checker.check(problem('b'), ignore);
    await turn();
    assert.ok(workers[1]);
    done(workers[1], 0);
    assert.equal((await next).ok, true);
  });

  it('replaces a worker that died between two checks', async () => {
    const { checker, workers } = setUp();
    const first = checker.check(problem('a'), ignore);
    await turn();
    assert.ok(workers[0]);
    done(workers[0], 0);
    await first;
    workers[0].die('exit code 134');
    const next = checker.check(problem('b'), ignore);
    await turn();
    assert.ok(workers[1]);
    done(workers[1], 0);
    assert.equal((await next).ok, true);
  });

  it('is not disturbed by the death of a worker that it has given up', async () => {
    const { checker, workers } = setUp();
    const older = checker.check(problem('a'), ignore);
    await turn();
    const newer = checker.check(problem('b'), ignore);
    await older;
    await turn();
    workers[0]?.die('exit code 1');
    assert.ok(workers[1]);
    done(workers[1], 0);
    assert.equal((await newer).ok, true);
    assert.equal(workers[1].terminated, false);
  });

  it('reports a worker that cannot start, and tries again for the next check', async () => {
    const worker = new FakeWorker();
    let attempts = 0;
    const checker = new Checker(() =>
      attempts++ === 0 ? Promise.reject(new Error('no such file')) : Promise.resolve(worker),
    );
    assert.deepEqual(await checker.check(problem('a'), ignore), {
      ok: false,
      error: { kind: 'crashed', message: 'no such file' },
    });
    const next = checker.check(problem('b'), ignore);
    await turn();
    done(worker, 0);
    assert.equal((await next).ok, true);
  });

  it('is not disturbed by a given-up worker that cannot start', async () => {
    const { checker, starts } = setUpSlow();
    const older = checker.check(problem('a'), ignore);
    const newer = checker.check(problem('b'), ignore);
    await older;
    const worker = new FakeWorker();
    starts[1]?.ready(worker);
    await turn();
    starts[0]?.fail(new Error('no such file'));
    await turn();
    done(worker, 0);
    assert.deepEqual(await newer, { ok: true, value: report });
    assert.equal(worker.terminated, false);
  });

  it('reports a problem that cannot be sent', async () => {
    const checker = new Checker(() =>
      Promise.resolve(Object.assign(new FakeWorker(), { post: () => assert.fail('it could not be cloned') })),
    );
    const result = await checker.check(problem('a'), ignore);
    assert.deepEqual(result, { ok: false, error: { kind: 'crashed', message: 'it could not be cloned' } });
  });

  it('ends everything when it is disposed', async () => {
    const { checker, workers } = setUp();
    const result = checker.check(problem('a'), ignore);
    await turn();
    checker.dispose();
    assert.deepEqual(await result, { ok: false, error: { kind: 'cancelled' } });
    await turn();
    assert.equal(workers[0]?.terminated, true);
  });

  it('ends an idle worker when it is disposed', async () => {
    const { checker, workers } = setUp();
    const result = checker.check(problem('a'), ignore);
    await turn();
    assert.ok(workers[0]);
    done(workers[0], 0);
    await result;
    checker.dispose();
    await turn();
    assert.equal(workers[0].terminated, true);
  });
});
