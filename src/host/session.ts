import * as vscode from 'vscode';
import type { ArrayLiteral } from '../core/literal/literal';
import { assemble, type Assembled } from '../core/problem/assemble';
import { mergeOptions } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';
import { defaultRoute, type Report, type RouteId } from '../core/report/report';
import { fail, type Result as Outcome, type UserError } from '../core/result';
import type { Content, PanelState } from '../protocol/messages';
import type { Checker } from '../worker/checker';
import { setContext } from './context';
import { Drift } from './drift';
import { titleOf, type Page } from './notebook';
import { Roles } from './roles';
import { settings } from './settings';
import { readTarget, refreshed, targetAt, type Fault, type Reading, type Target } from './target';

/** Progress is shown only for checks that take longer than a moment, in milliseconds. */
const patience = 300;

/** A finished check: its report, and where its numbers stand in the editor. */
export interface Result {
  readonly target: Target;
  readonly literals: Assembled['literals'];
  readonly pageOf: (array: ArrayLiteral) => Page;
  readonly report: Report;
  readonly drift: Drift;
}

/** Why there is no problem: what was found wrong, and the options that the arrays do not fit. */
interface Refusal extends Fault {
  readonly options: CheckOptions | null;
}

/** What is being checked now and how it came out: the one state that the panel and the editor's marks show. */
export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly looked = new vscode.EventEmitter<void>();
  readonly onDidLook = this.looked.event;
  private readonly roles = new Roles();
  /** What was wrong with the text that was read last; null where nothing was. */
  fault: Fault | null = null;
  private target: Target | null = null;
  private reading: Reading | null = null;
  /** Follows the documents of the target from the moment it was read. */
  private drift: Drift | null = null;
  private overrides: Partial<CheckOptions> = {};
  private content: Content = { kind: 'empty' };
  private progress: number | null = null;
  private notice: string | null = null;
  private pin = false;
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
    const { content, progress, target, overrides, notice, pinned } = this;
    const memento = target && { uri: target.uri.toString(), where: target.where, options: overrides };
    return { content, progress, memento, notice, pinned };
  }

  /** Whether the panel stays where it is, whatever the cursor does. */
  get pinned(): boolean {
    return this.pin;
  }

  set pinned(pinned: boolean) {
    this.pin = pinned;
    setContext('pinned', pinned);
    this.changed.fire();
  }

  /** What is checked now, in its documents as they are now; null before the first check. */
  get current(): Target | null {
    return this.target && refreshed(this.target, this.drift);
  }

  /** Whether an edit of a document may change what is checked. */
  dependsOn(uri: vscode.Uri): boolean {
    return this.drift?.follows(uri) ?? false;
  }

  /** Makes ready for a check that is about to come. */
  prepare(): void {
    this.checker.prepare();
  }

  /** Checks another part of a document, as the user asked; options changed in the panel stay for the same document. */
  async checkTarget(target: Target, overrides = this.overridesFor(target)): Promise<void> {
    const reading = readTarget(target);
    const selected = target.where.kind === 'selections' && reading.ok;
    if (selected && !(await this.roles.ask(target.uri, reading.value.arrays))) return;
    this.overrides = overrides;
    this.aim(target, reading.ok ? reading.value : null);
    if (!reading.ok) return this.refuse({ ...reading.error, options: null });
    const assembled = this.assembled(target, reading.value, overrides);
    if (!assembled.ok) return this.refuse(assembled.error);
    await this.run(target, reading.value, assembled.value);
  }

  /** Checks the same again with some options changed. */
  async change(options: Partial<CheckOptions>): Promise<void> {
    const { current } = this;
    if (current !== null) await this.checkTarget(current, { ...this.overrides, ...options });
  }

  /**
   * Checks what is pointed at, unasked: where that cannot be checked the last report stays, with a notice of what is
   * wrong if the text is, and where nothing has changed nothing happens.
   * @param worthIt tells arrays that are worth a check of their own
   */
  async follow(target: Target, worthIt: (arrays: readonly ArrayLiteral[]) => boolean): Promise<void> {
    const reading = readTarget(target);
    if (!reading.ok) return this.remark(reading.error);
    if (!worthIt(reading.value.arrays)) return;
    if (this.isShown(reading.value)) return this.agree();
    const overrides = this.overridesFor(target);
    const assembled = this.assembled(target, reading.value, overrides);
    if (!assembled.ok) return this.remark(assembled.error);
    this.overrides = overrides;
    this.aim(target, reading.value);
    await this.run(target, reading.value, assembled.value);
  }

  look(route: RouteId): void {
    this.lookedAt = route;
    this.looked.fire();
  }

  cancel(): void {
    this.checker.cancel();
  }

  /**
   * Shows what came of a check that was done elsewhere, as of a function of the user's, whose numbers stand nowhere
   * in the text.
   */
  present(content: Content, finished: { report: Report; document: vscode.TextDocument } | null): void {
    this.checker.cancel();
    this.reading = null;
    this.fault = null;
    if (finished === null) return this.finish(content, null);
    const { report, document } = finished;
    const target = targetAt(document, 0);
    const drift = new Drift([document.uri]);
    this.finish(content, { target, literals: new Map(), pageOf: () => target, report, drift });
  }

  /** Shows an error in place of a report. */
  fail(error: UserError, document: string | null = null, options: CheckOptions | null = null): void {
    this.checker.cancel();
    this.finish({ kind: 'error', error, document, options }, null);
  }

  dispose(): void {
    for (const disposable of [this.changed, this.looked, this.roles, this.checker]) disposable.dispose();
    this.drift?.dispose();
    this.finished?.drift.dispose();
  }

  private overridesFor(target: Target): Partial<CheckOptions> {
    return this.target?.uri.toString() === target.uri.toString() ? this.overrides : {};
  }

  /** Takes a target, and follows its documents from now on. */
  private aim(target: Target, reading: Reading | null): void {
    this.target = target;
    this.reading = reading;
    if (this.drift !== this.finished?.drift) this.drift?.dispose();
    this.drift = new Drift([target, ...target.earlier].map(({ uri }) => uri));
  }

  /** Whether these very arrays, in this very text, are shown or being checked already. */
  private isShown({ arrays, pageOf }: Reading): boolean {
    const { reading } = this;
    if (reading === null || this.content.kind === 'error' || reading.arrays.length !== arrays.length)
      return false;
    return arrays.every((array, k) => {
      const other = reading.arrays[k];
      if (other === undefined || other.range.join() !== array.range.join()) return false;
      const [page, before] = [pageOf(array), reading.pageOf(other)];
      return page.uri.toString() === before.uri.toString() && page.text === before.text;
    });
  }

  private assembled(
    target: Target,
    reading: Reading,
    overrides: Partial<CheckOptions>,
  ): Outcome<Assembled, Refusal> {
    const options = mergeOptions(overrides, settings(target.uri));
    const assembled = assemble(reading.arrays, target.text, options, {
      roleOf: (array) => this.roles.roleOf(target.uri, array, reading.arrays),
      textOf: (array) => reading.pageOf(array).text,
    });
    if (assembled.ok) return assembled;
    const { error } = assembled;
    return fail({ error, uri: target.uri, options: error.code === 'shape' ? options : null });
  }

  private async run(target: Target, { pageOf }: Reading, { problem, literals }: Assembled): Promise<void> {
    const { drift } = this;
    if (drift === null) return;
    const document = titleOf(target.uri);
    this.fault = null;
    this.notice = null;
    // An older report stays visible while a newer one is made; anything else makes room.
    if (this.content.kind !== 'report') {
      this.content = { kind: 'checking', document };
      this.show(null);
    }
    const started = Date.now();
    const progress = (share: number): void => {
      if (Date.now() - started >= patience) this.show(share);
    };
    const result = await this.checker.check(problem, progress, (speedup) => this.time(speedup));
    if (result.ok) {
      const { tensors: _, ...report } = result.value;
      const finished = { target, literals, pageOf, report: result.value, drift };
      this.finish({ kind: 'report', report, document, checked: null }, finished);
    } else if (result.error.kind === 'crashed') {
      const message = `The check stopped: ${result.error.message}.`;
      this.fail({ code: 'crashed', message, place: null }, document);
    } else if (result.error.kind === 'cancelled') {
      if (this.content.kind === 'checking') this.content = { kind: 'empty' };
      this.show(null);
    }
  }

  /** Shows what is wrong in place of a report. */
  private refuse({ error, uri, options }: Refusal): void {
    this.fault = { error, uri };
    this.fail(error, titleOf(uri), options);
  }

  /** Takes back a notice: the text is what the report says again. */
  private agree(): void {
    if (this.notice === null) return;
    this.fault = null;
    this.notice = null;
    this.changed.fire();
  }

  /** Leaves the last report where it is and says what is wrong; a cursor in no array is nothing wrong. */
  private remark({ error, uri }: Fault): void {
    if (error.code === 'no-array') return;
    this.fault = { error, uri };
    this.notice = error.place === null ? error.message : `Line ${error.place.line}: ${error.message}`;
    this.changed.fire();
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
    if (this.finished?.drift !== this.drift) this.finished?.drift.dispose();
    this.finished = finished;
    this.content = content;
    this.notice = null;
    this.show(null);
  }
}
