import * as vscode from 'vscode';
import { arraysOf } from '../core/problem/arrays';
import { assemble, type Assembled } from '../core/problem/assemble';
import { mergeOptions } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';
import { defaultRoute, type Report, type RouteId } from '../core/report/report';
import type { UserError } from '../core/result';
import type { Content, PanelState } from '../protocol/messages';
import type { Checker } from '../worker/checker';
import { Drift } from './drift';
import { settings } from './settings';
import type { Target } from './target';

/** Progress is shown only for checks that take longer than a moment, in milliseconds. */
const patience = 300;

/** A finished check: its report, and where its numbers stand in the editor. */
export interface Result {
  readonly target: Target;
  readonly literals: Assembled['literals'];
  readonly report: Report;
  readonly drift: Drift;
}

/** What is being checked now and how it came out: the one state that the panel and the editor's marks show. */
export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly looked = new vscode.EventEmitter<void>();
  readonly onDidLook = this.looked.event;
  private target: Target | null = null;
  private overrides: Partial<CheckOptions> = {};
  private content: Content = { kind: 'empty' };
  private progress: number | null = null;
  private finished: Result | null = null;
  private lookedAt = defaultRoute;

  constructor(private readonly checker: Checker) {}

  /** The last report that is still shown; null while there is none. */
  get result(): Result | null {
    return this.finished;
  }

  /** The route that is looked at; the default where the report has no such route. */
  get route(): RouteId {
    const routes = this.finished?.report.routes ?? [];
    return routes.some(({ id }) => id === this.lookedAt) ? this.lookedAt : defaultRoute;
  }

  get state(): PanelState {
    const { content, progress, target, overrides } = this;
    const memento = target && { uri: target.uri.toString(), where: target.where, options: overrides };
    return { content, progress, memento };
  }

  /** Makes ready for a check that is about to come. */
  prepare(): void {
    this.checker.prepare();
  }

  /** Checks another part of a document; options changed in the panel stay for the same document. */
  async checkTarget(target: Target, overrides?: Partial<CheckOptions>): Promise<void> {
    const sameDocument = this.target?.uri.toString() === target.uri.toString();
    this.overrides = overrides ?? (sameDocument ? this.overrides : {});
    this.target = target;
    await this.run();
  }

  /** Checks the same again with some options changed. */
  async change(options: Partial<CheckOptions>): Promise<void> {
    this.overrides = { ...this.overrides, ...options };
    await this.run();
  }

  look(route: RouteId): void {
    this.lookedAt = route;
    this.looked.fire();
  }

  cancel(): void {
    this.checker.cancel();
  }

  /**
   * Shows an error in place of a report.
   * @param options those that the arrays do not fit, where others would help
   */
  fail(error: UserError, document: string | null = null, options: CheckOptions | null = null): void {
    this.checker.cancel();
    this.finish({ kind: 'error', error, document, options }, null);
  }

  dispose(): void {
    this.finished?.drift.dispose();
    this.changed.dispose();
    this.looked.dispose();
    this.checker.dispose();
  }

  private async run(): Promise<void> {
    const { target } = this;
    if (target === null) return;
    const document = vscode.workspace.asRelativePath(target.uri);
    const arrays = arraysOf(target);
    if (!arrays.ok) return this.fail(arrays.error, document);
    const options = mergeOptions(this.overrides, settings(target.uri));
    const assembled = assemble(arrays.value, target.text, options);
    if (!assembled.ok) {
      const { error } = assembled;
      return this.fail(error, document, error.code === 'shape' ? options : null);
    }

    // An older report stays visible while a newer one is made; anything else makes room.
    if (this.content.kind !== 'report') {
      this.content = { kind: 'checking', document };
      this.show(null);
    }
    const drift = new Drift(target.uri);
    const { problem, literals } = assembled.value;
    const started = Date.now();
    const progress = (share: number): void => {
      if (Date.now() - started >= patience) this.show(share);
    };
    const result = await this.checker.check(problem, progress, (speedup) => this.time(speedup));
    if (result.ok) {
      const { tensors: _, ...report } = result.value;
      this.finish({ kind: 'report', report, document }, { target, literals, report: result.value, drift });
      return;
    }
    drift.dispose();
    if (result.error.kind === 'crashed') {
      const message = `The check stopped: ${result.error.message}.`;
      this.fail({ code: 'crashed', message, place: null }, document);
    } else if (result.error.kind === 'cancelled') {
      if (this.content.kind === 'checking') this.content = { kind: 'empty' };
      this.show(null);
    }
  }

  /** Adds to the report what was measured after it. */
  private time(speedup: number): void {
    if (this.content.kind !== 'report') return;
    this.content = { ...this.content, report: { ...this.content.report, speedup } };
    this.changed.fire();
  }

  private show(progress: number | null): void {
    this.progress = progress;
    this.changed.fire();
  }

  private finish(content: Content, finished: Result | null): void {
    this.finished?.drift.dispose();
    this.finished = finished;
    this.content = content;
    this.show(null);
  }
}
